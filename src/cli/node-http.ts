import { sendByFetch } from '../checks/fetch.ts';

/** Node's own fetch, with Chromium's words for what goes wrong, so that the same rules read them. */
export const sendByNode = sendByFetch({
  fetch: (url, init) => fetch(url, init),
  reasonOf(error) {
    const code = codeOf(error);
    return REASONS.get(code) ?? byForm(code);
  },
  after(milliseconds, act) {
    const timer = setTimeout(act, milliseconds);
    return () => clearTimeout(timer);
  },
});

const BAD_PORT = 'bad port';

/** Codes of Node, OpenSSL, undici and its HTTP parser (Node 20), and what Chromium calls the same (net/base/net_error_list.h). */
const REASONS: ReadonlyMap<string, string> = new Map([
  [BAD_PORT, 'net::ERR_UNSAFE_PORT'],
  ['ECONNREFUSED', 'net::ERR_CONNECTION_REFUSED'],
  ['ECONNRESET', 'net::ERR_CONNECTION_RESET'],
  ['EPIPE', 'net::ERR_CONNECTION_RESET'],
  ['ENOTFOUND', 'net::ERR_NAME_NOT_RESOLVED'],
  ['EAI_AGAIN', 'net::ERR_NAME_NOT_RESOLVED'],
  ['ETIMEDOUT', 'net::ERR_CONNECTION_TIMED_OUT'],
  ['UND_ERR_CONNECT_TIMEOUT', 'net::ERR_CONNECTION_TIMED_OUT'],
  ['EHOSTUNREACH', 'net::ERR_ADDRESS_UNREACHABLE'],
  ['ENETUNREACH', 'net::ERR_INTERNET_DISCONNECTED'],
  ['EADDRNOTAVAIL', 'net::ERR_ADDRESS_INVALID'],
  ['UND_ERR_SOCKET', 'net::ERR_EMPTY_RESPONSE'],
  ['CERT_HAS_EXPIRED', 'net::ERR_CERT_DATE_INVALID'],
  ['CERT_NOT_YET_VALID', 'net::ERR_CERT_DATE_INVALID'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'net::ERR_CERT_COMMON_NAME_INVALID'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'net::ERR_CERT_AUTHORITY_INVALID'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'net::ERR_CERT_AUTHORITY_INVALID'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'net::ERR_CERT_AUTHORITY_INVALID'],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'net::ERR_CERT_AUTHORITY_INVALID'],
]);

function byForm(code: string): string {
  if (code === 'EPROTO' || code.startsWith('ERR_SSL_')) return 'net::ERR_SSL_PROTOCOL_ERROR';
  if (code.startsWith('HPE_') || code.startsWith('UND_ERR_HEADERS')) return 'net::ERR_INVALID_HTTP_RESPONSE';
  return 'net::ERR_FAILED';
}

/** Of the error or what caused it: `fetch failed` holds the reason in its cause, and that may hold several, one for each address. */
function codeOf(error: unknown, depth = 0): string {
  if (!(error instanceof Error) || depth > 5) return '';
  // What fetch says of ports that belong to other protocols (Fetch, "port blocking").
  if (error.message === BAD_PORT) return BAD_PORT;
  if ('code' in error && typeof error.code === 'string' && error.code !== '') return error.code;
  if (error instanceof AggregateError) return codeOf(error.errors[0], depth + 1);
  return codeOf(error.cause, depth + 1);
}
