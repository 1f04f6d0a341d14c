import { expect, it } from 'vitest';
import { debugHeaders, inspect, KEY, verdicts } from '../../har-entry.ts';

const requestHeaders = { authorization: `Bearer ${KEY}` };
const challenge = { 'www-authenticate': 'Bearer resource_metadata="http://127.0.0.1:4000/x"' };

it('fires when LiteLLM found its key there', () => {
  const responseHeaders = debugHeaders({
    'oauth2-token': 'Bearer****0001 (SAME_AS_LITELLM_KEY - likely misconfigured)',
  });
  expect(verdicts({ requestHeaders, responseHeaders })).toContain('litellm-key-in-authorization/warning');
});

it('only asks to make sure where LiteLLM had nothing to compare a user’s own token with', () => {
  const responseHeaders = debugHeaders({
    'inbound-auth': 'authorization=Bearer****lice',
    'oauth2-token': 'Bearer****lice (SAME_AS_LITELLM_KEY - likely misconfigured)',
  });
  const own = { authorization: 'Bearer token-of-alice' };
  expect(verdicts({ requestHeaders: own, responseHeaders })).toContain('litellm-key-in-authorization/info');
});

it('fires when an OAuth server challenges a request that has the key there', () => {
  const parts = { status: 401, responseHeaders: challenge, received: {} };
  expect(verdicts({ ...parts, requestHeaders })).toContain('litellm-key-in-authorization/warning');
  const both = { 'x-litellm-api-key': KEY, authorization: `Bearer ${KEY}` };
  expect(verdicts({ ...parts, requestHeaders: both })).toContain('litellm-key-in-authorization/warning');
});

it('only remarks that LiteLLM 1.108 took the header away', () => {
  const responseHeaders = debugHeaders({ 'inbound-auth': '(none)' });
  expect(verdicts({ requestHeaders, responseHeaders })).toContain('litellm-key-in-authorization/info');
});

it.each([
  [
    'a token of its own beside the key',
    { 'x-litellm-api-key': KEY, authorization: 'Bearer a-users-own-token' },
  ],
  ['no Authorization', { 'x-litellm-api-key': `Bearer ${KEY}` }],
  ['a token that looks like no key', { authorization: 'Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJ1c2VyIn0.' }],
])('is quiet about a challenge to a request with %s', (_what, headers) => {
  const found = verdicts({ status: 401, responseHeaders: challenge, received: {}, requestHeaders: headers });
  expect(found).toEqual(['oauth-login-required/info']);
});

it('leaves it to auth-header-stripped when the key and a user’s token both did not arrive', () => {
  const both = { 'x-litellm-api-key': KEY, authorization: 'Bearer a-users-own-token' };
  const responseHeaders = debugHeaders({ 'inbound-auth': '(none)' });
  const found = verdicts({ requestHeaders: both, responseHeaders });
  expect(found).toContain('auth-header-stripped/warning');
  expect(found.join()).not.toContain('litellm-key-in-authorization');
});

/** Errors of other gateways, whose keys begin alike. */
it.each([
  [
    'a body that LiteLLM does not write',
    { received: { error: { message: 'No auth credentials found', code: 401 } } },
  ],
  ['a code and a message', { received: { code: 'unauthorized', message: 'Invalid key' } }],
  [
    'another gateway’s header',
    { received: '', responseHeaders: { ...challenge, 'x-kong-request-id': 'r1' } },
  ],
])('says nothing of LiteLLM to a key that may be another gateway’s: %s', (_what, more) => {
  const { findings } = inspect({ status: 401, responseHeaders: challenge, requestHeaders, ...more });
  expect(findings.map(({ rule }) => rule)).not.toContain('litellm-key-in-authorization');
  expect(JSON.stringify(findings)).not.toContain('LiteLLM');
});
