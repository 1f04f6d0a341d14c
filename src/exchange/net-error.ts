/**
 * What a reason for a missing response says. `given-up`: the client stopped it. `no-connection`: nobody was reached. `blocked`: the browser
 * kept it, or its response, from the page, and says no more.
 */
export type NetError = 'given-up' | 'no-connection' | 'blocked' | 'other';

const SAYS: readonly (readonly [RegExp, NetError])[] = [
  // Chromium (net/base/net_error_list.h), Firefox (xpcom/base/ErrorList.py), WebKit (NSURLErrorCancelled), mitmproxy (proxy/layers/http).
  [
    /^(?:net::ERR_ABORTED|NS_BINDING_ABORTED|cancelled|Load request cancelled|Client disconnected\.)$/,
    'given-up',
  ],
  [
    /^net::ERR_(?:CONNECTION_|ADDRESS_|NAME_|INTERNET_|NETWORK_|TIMED_OUT|CERT_|SSL_|EMPTY_RESPONSE|INVALID_HTTP_RESPONSE|UNSAFE_PORT|PROXY_|TUNNEL_)/,
    'no-connection',
  ],
  [
    /^NS_ERROR_(?:CONNECTION_REFUSED|UNKNOWN_HOST|UNKNOWN_PROXY_HOST|OFFLINE|PROXY_|NET_(?:TIMEOUT|RESET|INTERRUPT|EMPTY_RESPONSE|INADEQUATE_SECURITY)$)/,
    'no-connection',
  ],
  // Firefox's sentences, in any language (browser/why-failed.ts).
  [/^TLS: /, 'no-connection'],
  // CFNetwork's sentences.
  [
    /^(?:Could not connect to the server|A server with the specified hostname could not be found|The network connection was lost|The Internet connection appears to be offline|An SSL error has occurred|The certificate for this server is invalid)/,
    'no-connection',
  ],
  // Python's and Fiddler's, of a proxy between.
  [
    /^(?:Multiple exceptions: )?\[Errno -?\d{1,3}\] |^(?:Server TLS handshake failed|Certificate verify failed|\[Fiddler\] The (?:connection to|socket connection to|DNS))|^\[Fiddler\] DNS Lookup/i,
    'no-connection',
  ],
  [/^(?:net::ERR_FAILED|NS_ERROR_DOM_BAD_URI)$/, 'blocked'],
  [
    /^Origin \S{1,300} is not allowed by Access-Control-Allow-Origin|^Preflight response is not successful/,
    'blocked',
  ],
];

/** What a recorder's reason for a missing response says, in the words of browsers and of proxies. */
export const netErrorOf = (error: string): NetError =>
  SAYS.find(([words]) => words.test(error))?.[1] ?? 'other';
