import { expect, it } from 'vitest';
import { challenged, GATEWAY, verdicts } from '../../har-entry.ts';
import { carrying, issued } from '../../login.ts';

it('fires when the next call does not carry the token', () => {
  expect(verdicts(challenged, issued, {})).toEqual(['token-unused/warning']);
  expect(verdicts(challenged, issued, carrying('another-token-value'))).toEqual(['token-unused/warning']);
});

it.each([
  ['the call carries it', [challenged, issued, carrying('issued-access-token')]],
  ['the login was for another endpoint', [{ ...challenged, url: `${GATEWAY}/mcp/other` }, issued, {}]],
  ['nobody had asked for a login', [issued, {}]],
])('is quiet when %s', (_what, recording) => {
  expect(verdicts(...recording)).toEqual([]);
});

const forResource = (resource: string) => ({
  ...issued,
  sent: `${String(issued.sent)}&resource=${encodeURIComponent(resource)}`,
});

it('is quiet about a token for another server, and about one that was used since', () => {
  expect(verdicts(challenged, forResource(`${GATEWAY}/mcp/other`), {})).toEqual([]);
  expect(verdicts(challenged, forResource(`${GATEWAY}/mcp`), {})).toEqual(['token-unused/warning']);
  expect(verdicts(challenged, issued, carrying('issued-access-token'), {})).toEqual([]);
});
