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
