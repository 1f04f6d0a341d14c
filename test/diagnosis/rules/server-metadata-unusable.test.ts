import { expect, it } from 'vitest';
import { challenged, failed, verdicts } from '../../har-entry.ts';
import { metadata, serverDocument } from '../../login.ts';

const path = 'oauth-authorization-server/mcp';

it.each([
  ['no authorization endpoint', metadata(path, { ...serverDocument(), authorization_endpoint: undefined })],
  ['no token endpoint', metadata(path, { ...serverDocument(), token_endpoint: undefined })],
  ['500', metadata(path, '', { status: 500 })],
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
  expect(verdicts(metadata(path, serverDocument()))).toEqual([]);
});

it('is quiet when the browser got no answer, which says nothing of the metadata', () => {
  const unanswered = metadata(path, '', failed('net::ERR_FAILED'));
  expect(verdicts(challenged, unanswered).join()).not.toContain('metadata');
});

it('only remarks each URL behind which clients try another, of an issuer with a path', () => {
  const missing = (url: string) => ({
    ...metadata('oauth-authorization-server', {}, { status: 404 }),
    url: `https://as.test/${url}`,
  });
  for (const url of [
    '.well-known/oauth-authorization-server/tenant',
    '.well-known/openid-configuration/tenant',
    '.well-known/openid-configuration/tenant/v2',
  ])
    expect(verdicts(challenged, missing(url)), url).toEqual(['server-metadata-unusable/info']);
  for (const url of ['tenant/.well-known/openid-configuration', '.well-known/openid-configuration'])
    expect(verdicts(challenged, missing(url)), url).toEqual(['server-metadata-unusable/error']);
});
