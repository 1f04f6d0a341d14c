import { expect, it } from 'vitest';
import { CLIENT_HEADERS, inspect, KEY, verdicts } from '../har-entry.ts';

const METADATA =
  'resource_metadata="http://127.0.0.1:4000/.well-known/oauth-protected-resource/mcp/everything"';

/** What LiteLLM 1.110 answers where it wants its own key. */
const wanted = (requestHeaders: Readonly<Record<string, string>>, error = '') => ({
  status: 401,
  requestHeaders,
  responseHeaders: { 'www-authenticate': `Bearer ${error}${METADATA}` },
  received: {
    detail: {
      error: 'authentication_required',
      message: 'Authenticate with the gateway to use the MCP endpoint.',
    },
  },
});

it('is about the key, not about a login at the server', () => {
  expect(verdicts(wanted({ accept: CLIENT_HEADERS.accept }))).toEqual(['key-missing/error']);
});

it('refuses a key that came in Authorization', () => {
  const answer = wanted({ authorization: `Bearer ${KEY}` }, 'error="invalid_token", ');
  expect(verdicts(answer)).toEqual(['key-rejected/error']);
  expect(inspect(answer).findings[0]?.why).toContain('refused it');
});

it('shows that a key in its own header did not come in', () => {
  const answer = wanted(CLIENT_HEADERS);
  expect(verdicts(answer)).toEqual(['auth-header-stripped/error']);
  expect(inspect(answer).findings[0]?.title).toBe('x-litellm-api-key did not reach LiteLLM');
});

it('shows that neither of two keys came in', () => {
  const answer = wanted({ ...CLIENT_HEADERS, authorization: 'Bearer a-users-own-token' });
  expect(inspect(answer).findings[0]?.title).toBe(
    'x-litellm-api-key and authorization did not reach LiteLLM',
  );
});

it('blames the scheme where the key has none', () => {
  const answer = wanted({ authorization: KEY }, 'error="invalid_token", ');
  expect(verdicts(answer)).toEqual(['key-malformed/error']);
});

it('leaves a server’s own challenge alone', () => {
  const answer = { ...wanted({ accept: CLIENT_HEADERS.accept }), received: { detail: 'Unauthorized' } };
  expect(verdicts(answer)).toEqual(['oauth-login-required/info']);
});
