import { expect, it } from 'vitest';
import { challenged, GATEWAY, type Parts, pageLoad, sentFrom, verdicts } from '../../har-entry.ts';
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

it('is quiet when the page was loaded anew since, unless it sends another credential', () => {
  const origin = 'http://127.0.0.1:5000';
  const from = (parts: Parts) => sentFrom(origin, parts);
  const load = pageLoad(`${origin}/`);
  const before = [from(challenged), from(issued)];
  expect(verdicts(...before, load, from({}))).toEqual([]);
  expect(verdicts(...before, from({}))).toEqual(['token-unused/warning']);
  expect(verdicts(...before, load, from(carrying('another-token-value')))).toEqual(['token-unused/warning']);
  expect(verdicts(load, ...before, from({}))).toEqual(['token-unused/warning']);
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
