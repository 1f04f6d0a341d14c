import { expect, it } from 'vitest';
import { GATEWAY, verdicts } from '../../har-entry.ts';

const metadata = (path: string, received: unknown, more = {}) => ({
  method: 'GET',
  url: `${GATEWAY}/.well-known/${path}`,
  received,
  ...more,
});
const good = (base = `${GATEWAY}/mcp`) => ({
  issuer: base,
  authorization_endpoint: `${GATEWAY}/authorize`,
  token_endpoint: `${GATEWAY}/token`,
  registration_endpoint: `${GATEWAY}/register`,
  code_challenge_methods_supported: ['S256'],
});

const named = (server: string) =>
  metadata('oauth-protected-resource/mcp/everything', {
    resource: `${GATEWAY}/mcp`,
    authorization_servers: [server],
  });

it('fires when the issuer is not the one its URL was built from', () => {
  expect(verdicts(metadata('oauth-authorization-server/everything', good(GATEWAY)))).toEqual([
    'issuer-mismatch/error',
  ]);
});

it('fires when the resource names another', () => {
  expect(verdicts(named('https://as.test'), metadata('oauth-authorization-server/mcp', good()))).toEqual([
    'issuer-mismatch/error',
  ]);
});

it.each([
  ['the right one', 'oauth-authorization-server/mcp', `${GATEWAY}/mcp`],
  ['a slash at the end', 'oauth-authorization-server', `${GATEWAY}/`],
])('is quiet about %s', (_what, path, issuer) => {
  expect(verdicts(metadata(path, good(issuer)))).toEqual([]);
  expect(verdicts(named(issuer), metadata(path, good(issuer)))).toEqual([]);
});
