import { expect, it } from 'vitest';
import { challenged, GATEWAY, verdicts } from '../../har-entry.ts';

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

it.each([
  [
    'no authorization endpoint',
    metadata('oauth-authorization-server/mcp', { ...good(), authorization_endpoint: undefined }),
  ],
  ['no token endpoint', metadata('oauth-authorization-server/mcp', { ...good(), token_endpoint: undefined })],
  ['500', metadata('oauth-authorization-server/mcp', '', { status: 500 })],
  ['404 of the OpenID Connect URL', metadata('openid-configuration', {}, { status: 404 })],
])('fires on %s', (_what, parts) => {
  expect(verdicts(parts)).toEqual(['server-metadata-unusable/error']);
});

it('fires on a 404 of the gateway itself, and only remarks another server’s that may have OpenID Connect’s', () => {
  const missing = metadata('oauth-authorization-server/everything', {}, { status: 404 });
  expect(verdicts(challenged, missing)).toEqual(['server-metadata-unusable/error']);
  expect(verdicts({}, missing)).toEqual(['server-metadata-unusable/info']);
  expect(
    verdicts(challenged, { ...missing, url: 'https://as.test/.well-known/oauth-authorization-server' }),
  ).toEqual(['server-metadata-unusable/info']);
});

it('is quiet about metadata that can be used', () => {
  expect(verdicts(metadata('oauth-authorization-server/mcp', good()))).toEqual([]);
});
