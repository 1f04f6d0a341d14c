import { expect, it } from 'vitest';
import { debugHeaders, KEY, verdicts } from '../../har-entry.ts';

const key = { 'x-litellm-api-key': `Bearer ${KEY}` };
const asked = { requestHeaders: { ...key, 'x-litellm-mcp-debug': 'true' }, responseHeaders: debugHeaders() };

it('fires when the request before carried the debug header', () => {
  expect(verdicts(asked, {})).toEqual(['debug-not-covered/info']);
});

it('is quiet when this one has it, when none had it, and about another gateway', () => {
  expect(verdicts(asked, asked)).toEqual([]);
  expect(verdicts({}, {})).toEqual([]);
  expect(verdicts(asked, { url: 'http://other.test/mcp' })).toEqual([]);
  expect(verdicts(asked, {}, {})).toEqual([]);
});
