import { expect, it } from 'vitest';
import { GATEWAY, type Parts, verdicts } from '../../har-entry.ts';
import { metadata, registered, resourceOf, serverDocument } from '../../login.ts';

const closed = { ...serverDocument(), registration_endpoint: undefined };

it('fires on metadata that offers none', () => {
  expect(verdicts(metadata('oauth-authorization-server/mcp', closed))).toEqual([
    'registration-impossible/error',
  ]);
});

it('fires on a registration that was refused', () => {
  const parts = { ...registered, status: 400, received: { error: 'invalid_client_metadata' } };
  expect(verdicts({}, parts)).toEqual(['registration-impossible/error']);
});

it('is quiet about client-id documents, about a client that has an id, and about one that got one', () => {
  expect(
    verdicts(
      metadata('oauth-authorization-server/mcp', { ...closed, client_id_metadata_document_supported: true }),
    ),
  ).toEqual([]);
  const authorize = {
    method: 'GET',
    url: `${GATEWAY}/authorize?response_type=code&client_id=mine`,
    received: '',
  };
  expect(verdicts({}, authorize, metadata('oauth-authorization-server/mcp', closed))).toEqual([]);
  expect(verdicts({}, registered)).toEqual([]);
});

const resource = resourceOf(`${GATEWAY}/mcp`);
const open = metadata('oauth-authorization-server/mcp', {
  ...serverDocument(),
  registration_endpoint: `${GATEWAY}/mcp/register`,
});
const closedRoot = metadata('oauth-authorization-server', {
  ...serverDocument(GATEWAY),
  registration_endpoint: undefined,
});
const registeredThere = { ...registered, url: `${GATEWAY}/mcp/register` };

const of = (...exchanges: readonly Parts[]) =>
  verdicts(...exchanges).filter((verdict) => verdict.startsWith('registration-impossible'));

it('is quiet once the client registered with the server, or read from another URL where it can', () => {
  expect(of(resource, open, closedRoot)).toEqual([]);
  expect(of(resource, open, registeredThere, closedRoot)).toEqual([]);
  expect(of(resource, registeredThere, closedRoot)).toEqual([]);
});

it('fires when the client read nothing better, or registered with another server or not at all', () => {
  const FIRES = ['registration-impossible/error'];
  expect(of(resource, closedRoot)).toEqual(FIRES);
  expect(of(resource, { ...open, status: 404, received: '' }, closedRoot)).toEqual(FIRES);
  expect(of(resource, metadata('oauth-authorization-server/mcp', closed), closedRoot)).toEqual(FIRES);
  expect(of(resource, { ...registeredThere, status: 400, received: { error: 'no' } }, closedRoot)).toEqual(
    FIRES,
  );
  expect(of(resource, { ...registered, url: `${GATEWAY}/other/register` }, closedRoot)).toEqual(FIRES);
});
