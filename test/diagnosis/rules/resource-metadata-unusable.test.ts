import { expect, it } from 'vitest';
import { challenged, failed, GATEWAY, verdicts } from '../../har-entry.ts';
import { metadata } from '../../login.ts';

const path = 'oauth-protected-resource/mcp/everything';
const good = { resource: `${GATEWAY}/mcp/everything`, authorization_servers: [`${GATEWAY}/mcp`] };

it.each([
  ['404 at the root', metadata('oauth-protected-resource', { detail: 'no' }, { status: 404 })],
  ['500', metadata(path, 'Internal Server Error', { status: 500, receivedType: 'text/plain' })],
  ['a page', metadata(path, '<html>', { receivedType: 'text/html' })],
  ['no authorization server', metadata(path, { ...good, authorization_servers: [] })],
])('fires on %s', (_what, parts) => {
  expect(verdicts(parts)).toEqual(['resource-metadata-unusable/error']);
});

it.each(['/relative', 'http://elsewhere.test/meta'])('fires on a challenge that points to %s', (url) => {
  const responseHeaders = { 'www-authenticate': `Bearer resource_metadata="${url}"` };
  expect(verdicts({ status: 401, received: {}, responseHeaders })).toContain(
    'resource-metadata-unusable/error',
  );
});

it('only remarks the 404 of a client that looks whether there is a login', () => {
  const missing = metadata(path, { detail: 'no' }, { status: 404 });
  expect(verdicts({}, missing)).toEqual(['resource-metadata-unusable/info']);
  expect(verdicts(missing)).toEqual(['resource-metadata-unusable/info']);
  expect(verdicts(challenged, missing)).toEqual(['resource-metadata-unusable/error']);
});

it('is quiet about metadata that can be used', () => {
  expect(verdicts(metadata(path, good))).toEqual([]);
});

it('is quiet when the browser got no answer, which says nothing of the metadata', () => {
  expect(verdicts(challenged, metadata(path, '', failed('net::ERR_FAILED'))).join()).not.toContain(
    'metadata',
  );
});
