import { expect, it } from 'vitest';
import { GATEWAY, verdicts } from '../../har-entry.ts';
import { metadata, serverDocument } from '../../login.ts';

const closed = { ...serverDocument(), registration_endpoint: undefined };

it('fires on metadata that offers none', () => {
  expect(verdicts(metadata('oauth-authorization-server/mcp', closed))).toEqual([
    'registration-impossible/error',
  ]);
});

it('fires on a registration that was refused', () => {
  const parts = {
    url: `${GATEWAY}/register`,
    sent: { redirect_uris: ['http://127.0.0.1/cb'] },
    status: 400,
    received: { error: 'invalid_redirect_uri' },
  };
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
  const parts = {
    url: `${GATEWAY}/register`,
    sent: { redirect_uris: ['http://127.0.0.1/cb'] },
    status: 201,
    received: { client_id: 'x' },
  };
  expect(verdicts({}, parts)).toEqual([]);
});
