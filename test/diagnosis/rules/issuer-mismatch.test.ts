import { expect, it } from 'vitest';
import { GATEWAY, verdicts } from '../../har-entry.ts';
import { metadata, serverDocument } from '../../login.ts';

const named = (server: string) =>
  metadata('oauth-protected-resource/mcp/everything', {
    resource: `${GATEWAY}/mcp`,
    authorization_servers: [server],
  });

it('fires when the issuer is not the one its URL was built from', () => {
  expect(verdicts(metadata('oauth-authorization-server/everything', serverDocument(GATEWAY)))).toEqual([
    'issuer-mismatch/error',
  ]);
});

it('fires when the resource names another', () => {
  expect(
    verdicts(named('https://as.test'), metadata('oauth-authorization-server/mcp', serverDocument())),
  ).toEqual(['issuer-mismatch/error']);
});

it.each([
  ['the right one', 'oauth-authorization-server/mcp', `${GATEWAY}/mcp`],
  ['a slash at the end', 'oauth-authorization-server', `${GATEWAY}/`],
])('is quiet about %s', (_what, path, issuer) => {
  expect(verdicts(metadata(path, serverDocument(issuer)))).toEqual([]);
  expect(verdicts(named(issuer), metadata(path, serverDocument(issuer)))).toEqual([]);
});
