import { expect, it } from 'vitest';
import { failed, verdicts } from '../../har-entry.ts';

it.each(['net::ERR_CONNECTION_REFUSED', 'net::ERR_NAME_NOT_RESOLVED', 'net::ERR_CERT_AUTHORITY_INVALID'])(
  'fires on %s',
  (error) => {
    expect(verdicts(failed(error))).toEqual(['gateway-unreachable/error']);
  },
);

it('is quiet about a request that the page could not read', () => {
  expect(verdicts(failed('net::ERR_FAILED'))).toEqual([]);
});
