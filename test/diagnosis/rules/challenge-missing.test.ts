import { expect, it } from 'vitest';
import { verdicts } from '../../har-entry.ts';

it('fires on a 401 that says nothing', () => {
  expect(verdicts({ status: 401, received: { detail: 'Unauthorized' } })).toEqual([
    'challenge-missing/warning',
  ]);
});

it('is quiet about a challenge, and leaves keys to their rules', () => {
  const responseHeaders = { 'www-authenticate': 'Bearer resource_metadata="http://127.0.0.1:4000/x"' };
  expect(verdicts({ status: 401, received: {}, responseHeaders })).toEqual(['oauth-login-required/info']);
  const isLiteLlm = { responseHeaders: { 'x-litellm-version': '1.100.5' } };
  expect(verdicts({ status: 401, received: {}, requestHeaders: {}, ...isLiteLlm })).toEqual([
    'key-missing/error',
  ]);
});
