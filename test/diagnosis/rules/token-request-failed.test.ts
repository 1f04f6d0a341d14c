import { expect, it } from 'vitest';
import { GATEWAY, inspect, verdicts } from '../../har-entry.ts';

const token = (status: number, received: unknown) => ({
  url: `${GATEWAY}/token`,
  sent: 'grant_type=authorization_code&code=abc&code_verifier=def',
  sentType: 'application/x-www-form-urlencoded',
  status,
  received,
});

it('fires on an error and says what it means', () => {
  const { findings } = inspect({}, token(400, { error: 'invalid_grant' }));
  expect(findings).toMatchObject([
    { rule: 'token-request-failed', title: 'No token was issued: invalid_grant' },
  ]);
  expect(findings[0]?.why).toContain('PKCE');
});

it('fires on a masked exception', () => {
  expect(verdicts({}, token(500, 'Internal Server Error'))).toEqual(['token-request-failed/error']);
});

it('is quiet about a token', () => {
  expect(verdicts({}, token(200, { access_token: 'issued-access-token' }))).toEqual([]);
});

it('knows a gateway by the debug header, with nothing else recorded', () => {
  const refused = { ...token(401, { error: 'invalid_client' }), url: `${GATEWAY}/notion/token` };
  expect(verdicts({ ...refused, requestHeaders: { 'x-litellm-mcp-debug': 'true' } })).toEqual([
    'token-request-failed/error',
  ]);
});

it.each<[string, number, unknown]>([
  ['in LiteLLM’s form', 400, { detail: 'OAuth client belongs to a different issuer; register a new client' }],
  [
    'beside a code',
    401,
    {
      error: 'invalid_client',
      error_description: 'OAuth client belongs to a different issuer; register a new client',
    },
  ],
])('says what to do with a client id of another issuer: %s', (_what, status, received) => {
  const [finding, ...more] = inspect({}, token(status, received)).findings;
  expect(finding?.rule).toBe('token-request-failed');
  expect(finding?.why).toContain('registered with another authorization server');
  expect(finding?.fix.user?.text).toContain('registers anew');
  expect(more).toEqual([]);
  const other = inspect({}, token(status, { error: 'invalid_client' })).findings[0];
  expect(other?.why).not.toContain('another authorization server');
  expect(other?.fix.user?.text).not.toContain('registers anew');
});
