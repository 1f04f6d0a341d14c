import { expect, it } from 'vitest';
import { challenged, GATEWAY, KEY, verdicts } from '../../har-entry.ts';

const issued = {
  url: `${GATEWAY}/token`,
  sent: 'grant_type=authorization_code&code=abc',
  sentType: 'application/x-www-form-urlencoded',
  received: { access_token: 'issued-access-token', token_type: 'Bearer' },
};
const carrying = (token: string) => ({
  requestHeaders: { 'x-litellm-api-key': `Bearer ${KEY}`, authorization: `Bearer ${token}` },
});

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
