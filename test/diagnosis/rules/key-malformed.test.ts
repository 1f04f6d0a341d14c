import { expect, it } from 'vitest';
import { KEY, verdicts } from '../../har-entry.ts';

const bare = { 'x-litellm-api-key': KEY };

it('fires when LiteLLM says so', () => {
  const received = {
    error: { message: 'Authentication Error, Malformed API Key passed in. Ensure Key has `Bearer ` prefix.' },
  };
  expect(verdicts({ status: 401, received })).toEqual(['key-malformed/error']);
});

it('fires for a bare key that older versions answer with an exception', () => {
  expect(verdicts({ requestHeaders: bare, status: 500, received: { error: 'MCP request failed' } })).toEqual([
    'key-malformed/error',
  ]);
});

it('is quiet about a bare key that works, and about a mistake of another kind', () => {
  expect(verdicts({ requestHeaders: bare })).toEqual([]);
  expect(
    verdicts({ requestHeaders: bare, status: 404, received: { detail: "MCP server 'x' not found" } }),
  ).toEqual(['server-alias-unknown/error']);
});
