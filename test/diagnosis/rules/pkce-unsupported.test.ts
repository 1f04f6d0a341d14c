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

it.each([
  ['nothing', undefined],
  ['plain only', ['plain']],
])('fires on %s', (_what, methods) => {
  expect(
    verdicts(
      metadata('oauth-authorization-server/mcp', { ...good(), code_challenge_methods_supported: methods }),
    ),
  ).toEqual(['pkce-unsupported/error']);
});

it('is quiet about S256 beside others', () => {
  expect(
    verdicts(
      metadata('oauth-authorization-server/mcp', {
        ...good(),
        code_challenge_methods_supported: ['plain', 'S256'],
      }),
    ),
  ).toEqual([]);
});
