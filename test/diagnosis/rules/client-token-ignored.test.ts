import { expect, it } from 'vitest';
import { inspect, KEY, verdicts } from '../../har-entry.ts';
import { carrying } from '../../login.ts';

const challenge = 'Bearer authorization_uri="http://127.0.0.1:4000/.well-known/oauth-authorization-server/x"';
const asked = (value = challenge) => ({
  status: 401,
  received: { detail: 'Unauthorized' },
  responseHeaders: { 'www-authenticate': value },
  ...carrying('a-users-own-token-0001'),
});

it('fires when LiteLLM asks for a login although a token came', () => {
  const { findings } = inspect(asked());
  const finding = findings.find(({ rule }) => rule === 'client-token-ignored');
  expect(finding).toMatchObject({ level: 'warning', hop: 'gateway' });
  expect(finding?.evidence.map(({ quote }) => quote).join()).toContain('authorization_uri');
  expect(finding?.fix.operator?.commands?.[0]?.text).toContain('  everything:\n    auth_type: oauth2\n');
});

it.each([
  ['no token came', { ...asked(), requestHeaders: { 'x-litellm-api-key': `Bearer ${KEY}` } }],
  ['the token is the key', { ...asked(), ...carrying(KEY) }],
  [
    'the token is all there is',
    { ...asked(), requestHeaders: { authorization: 'Bearer a-users-own-token' } },
  ],
  ['the server refused it', asked(`${challenge}, error="invalid_token"`)],
  ['the challenge is the server’s', asked('Bearer resource_metadata="http://127.0.0.1:4000/meta"')],
  ['it was taken', carrying('a-users-own-token-0001')],
])('is quiet when %s', (_what, parts) => {
  expect(verdicts(parts).join()).not.toContain('client-token-ignored');
});
