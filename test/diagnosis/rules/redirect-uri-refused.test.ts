import { expect, it } from 'vitest';
import { GATEWAY, inspect, type Parts, verdicts } from '../../har-entry.ts';
import { registered } from '../../login.ts';

const register = (error: string, description: string): Parts => ({
  ...registered,
  status: 400,
  received: { error, error_description: description },
});
const authorize = (received: unknown): Parts => ({
  method: 'GET',
  url: `${GATEWAY}/authorize?response_type=code&client_id=mine&state=1&redirect_uri=cursor%3A%2F%2Fcallback`,
  status: 400,
  received,
});

it.each<[string, Parts]>([
  ['the code of RFC 7591', register('invalid_redirect_uri', 'cursor://callback')],
  [
    'words beside another code',
    register('invalid_client_metadata', 'redirect_uris must be https or loopback'),
  ],
  [
    'LiteLLM’s form of it',
    { ...registered, status: 400, received: { detail: { error: 'invalid_redirect_uri' } } },
  ],
])('fires on a registration with %s', (_what, parts) => {
  const { findings } = inspect({}, parts);
  expect(findings).toMatchObject([
    { rule: 'redirect-uri-refused', level: 'error', hop: 'authorization-server' },
  ]);
});

it('fires on the request to log in, and names the address', () => {
  const { findings } = inspect(
    {},
    authorize({ error: 'invalid_request', error_description: 'The redirect_uri is not registered' }),
  );
  const found = findings.find(({ rule }) => rule === 'redirect-uri-refused');
  expect(found?.level).toBe('error');
  expect(found?.why).toContain('cursor://callback');
});

it('leaves LiteLLM’s words on its own origin to authorization-refused', () => {
  const words = 'redirect_uri origin (https://agent.test) does not match the proxy origin';
  const parts = authorize({ detail: { error: 'invalid_request', error_description: words } });
  expect(verdicts({}, parts)).toContain('authorization-refused/error');
  expect(verdicts({}, parts)).not.toContain('redirect-uri-refused/error');
});

it('leaves other refusals to their rules', () => {
  expect(verdicts({}, register('invalid_client_metadata', 'grant_types'))).toEqual([
    'registration-impossible/error',
  ]);
  expect(verdicts({}, authorize({ error: 'invalid_scope' })).join()).not.toContain('redirect-uri-refused');
  expect(verdicts({}, registered)).toEqual([]);
});
