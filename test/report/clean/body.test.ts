import { expect, it } from 'vitest';
import { cleanBody } from '../../../src/report/clean/body.ts';
import { createCleaning } from '../../../src/report/clean/cleaning.ts';

const cleaned = (json: unknown): string => {
  const owner = { kind: 'mcp-rest', isAnswer: true, isFailure: false } as const;
  const body = { mimeType: 'application/json', size: -1, text: JSON.stringify(json) };
  return cleanBody(body, owner, createCleaning('left out')).text ?? '';
};

it('of a REST answer that succeeded no words stay, for they may be the tool’s', () => {
  expect(cleaned({ message: 'Alice owes Bob', error: null })).toBe(
    '{"message":"[string, 14 characters]","error":null}',
  );
  expect(cleaned({ content: [], error: 'Alice owes Bob' })).not.toContain('Alice');
});

it('of one that says what failed they stay, as LiteLLM 1.81 answers with a status of 200', () => {
  const json = { tools: [], error: 'unexpected_error', message: 'The key is not allowed to access this' };
  expect(cleaned(json)).toBe(JSON.stringify(json));
});

it('of a page that an edge wrote stays what shows whose it is, and nothing of whoever it is about', () => {
  const page = '<html><title>Just a moment User not allowed to call this tool, zebra4711.</title></html>';
  const owner = { kind: 'mcp', isAnswer: true, isFailure: true } as const;
  const { text } = cleanBody(
    { mimeType: 'text/html', size: -1, text: page },
    owner,
    createCleaning('left out'),
  );
  expect(text).toContain('Just a moment');
  expect(text).not.toContain('zebra4711');
});
