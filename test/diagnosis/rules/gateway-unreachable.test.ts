import { expect, it } from 'vitest';
import { failed, verdicts } from '../../har-entry.ts';

it.each([
  'net::ERR_CONNECTION_REFUSED',
  'net::ERR_NAME_NOT_RESOLVED',
  'net::ERR_CERT_AUTHORITY_INVALID',
  'NS_ERROR_CONNECTION_REFUSED',
  'NS_ERROR_UNKNOWN_HOST',
  'NS_ERROR_NET_RESET',
  'TLS: SSL hat einen Datensatz erhalten, der länger als die maximal erlaubte Länge ist.',
])('fires on %s', (error) => {
  expect(verdicts(failed(error))).toEqual(['gateway-unreachable/error']);
});

it.each(['net::ERR_FAILED', 'NS_ERROR_DOM_BAD_URI'])('is quiet about %s, as CORS makes it', (error) => {
  expect(verdicts(failed(error)).join()).not.toContain('gateway-unreachable');
});
