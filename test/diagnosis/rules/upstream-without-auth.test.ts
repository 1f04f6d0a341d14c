import { expect, it } from 'vitest';
import { debugHeaders, verdicts } from '../../har-entry.ts';

it('remarks that a server without auth is called without a credential', () => {
  expect(verdicts({ responseHeaders: debugHeaders() })).toEqual(['upstream-without-auth/info']);
});

it.each([
  ['a credential is sent', { 'auth-resolution': 'static-token', 'server-auth-type': 'bearer_token' }],
  ['no server is named', { 'outbound-url': '(unknown)' }],
])('is quiet when %s', (_what, replaced) => {
  expect(verdicts({ responseHeaders: debugHeaders(replaced) }).join()).not.toContain('upstream-without-auth');
});
