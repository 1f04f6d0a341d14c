import { expect, it } from 'vitest';
import { GATEWAY, type Parts, verdicts } from '../../har-entry.ts';
import { metadata, registered, resourceOf, serverDocument } from '../../login.ts';

it('fires when the issuer is not the one its URL was built from', () => {
  expect(verdicts(metadata('oauth-authorization-server/everything', serverDocument(GATEWAY)))).toEqual([
    'issuer-mismatch/error',
  ]);
});

it('fires when the resource names another', () => {
  expect(
    verdicts(resourceOf('https://as.test'), metadata('oauth-authorization-server/mcp', serverDocument())),
  ).toEqual(['issuer-mismatch/error']);
});

const rooted = metadata('oauth-authorization-server', serverDocument(GATEWAY));
const own = metadata('oauth-authorization-server/mcp', serverDocument());

it('fires on the metadata of the origin, read where the resource names a server with a path', () => {
  expect(verdicts(resourceOf(`${GATEWAY}/mcp`), rooted)).toEqual(['issuer-mismatch/error']);
  expect(verdicts(resourceOf(`${GATEWAY}/mcp`), { ...own, status: 404, received: '' }, rooted)).toEqual([
    'issuer-mismatch/error',
  ]);
});

it('is quiet about it once the server’s own metadata was read, or may have been', () => {
  expect(verdicts(resourceOf(`${GATEWAY}/mcp`), own, rooted)).toEqual([]);
  expect(verdicts(resourceOf(`${GATEWAY}/mcp`), own, registered, rooted)).toEqual([]);
  // What the origin has may be of another server.
  expect(verdicts(resourceOf('https://as.test'), own, rooted)).toEqual(['issuer-mismatch/error']);
});

it('is quiet about metadata with which the client went on, until it says something else', () => {
  const mismatched = metadata('oauth-authorization-server/mcp', serverDocument('https://as.test'));
  const refused = { ...registered, status: 400, received: { error: 'invalid_redirect_uri' } };
  const elsewhere = { ...registered, url: `${GATEWAY}/another/register` };
  expect(verdicts(mismatched, mismatched)).toEqual(['issuer-mismatch/error']);
  expect(verdicts(mismatched, registered, mismatched)).toEqual([]);
  expect(verdicts({}, registered, mismatched)).toEqual([]);
  expect(verdicts(mismatched, refused, mismatched)).toEqual(['issuer-mismatch/error']);
  expect(verdicts(mismatched, elsewhere, mismatched)).toEqual(['issuer-mismatch/error']);
  expect(verdicts(own, registered, mismatched)).toEqual(['issuer-mismatch/error']);
});

it('compares with the server that the resource of the metadata names, of several', () => {
  const others = metadata('oauth-protected-resource/mcp/another', {
    resource: `${GATEWAY}/mcp/another`,
    authorization_servers: ['https://as.test'],
  });
  expect(verdicts(resourceOf(`${GATEWAY}/mcp`), others, own)).toEqual([]);
});

it.each([
  ['https://as.test:443', 'https://as.test', 'https://as.test'],
  ['https://as.test:443', 'https://as.test', 'https://as.test:443'],
  ['http://as.test', 'http://as.test', 'http://as.test:80'],
  ['https://as.test/tenant', 'https://as.test/tenant', 'https://as.test:443/tenant'],
])('is quiet about the port that the scheme has anyway: %s, read from %s, is %s', (server, url, issuer) => {
  const { origin, pathname } = new URL(url);
  const read: Parts = {
    method: 'GET',
    url: `${origin}/.well-known/oauth-authorization-server${pathname.replace(/\/$/, '')}`,
    received: serverDocument(issuer),
  };
  expect(verdicts(resourceOf(server), read)).toEqual([]);
  expect(verdicts(resourceOf(server), { ...read, received: serverDocument(`${issuer}0`) })).toEqual([
    'issuer-mismatch/error',
  ]);
});

it.each([
  ['the right one', 'oauth-authorization-server/mcp', `${GATEWAY}/mcp`],
  ['a slash at the end', 'oauth-authorization-server', `${GATEWAY}/`],
])('is quiet about %s', (_what, path, issuer) => {
  expect(verdicts(metadata(path, serverDocument(issuer)))).toEqual([]);
  expect(verdicts(resourceOf(issuer), metadata(path, serverDocument(issuer)))).toEqual([]);
});
