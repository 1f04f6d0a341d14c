import { type Phrase, phrases } from '../phrase.ts';

const by = 'edge' as const;

/** What CDNs, firewalls, load balancers, ingresses and access proxies say by themselves. */
export const EDGE: readonly Phrase[] = [
  ...phrases('developers.cloudflare.com, error codes 1xxx and 5xx', [
    {
      reason: 'bot-check',
      by,
      says: /<title>(?:Just a moment|Attention Required!)|cf-chl-|Enable JavaScript and cookies to continue|error code: ?10(?!15|1[46])\d\d/i,
      on: ['http'],
    },
    { reason: 'rate', by, says: /error code: ?1015|You are being rate limited/i, on: ['http'] },
    { reason: 'timeout', by, says: /524: A timeout occurred|error code: ?524/i, on: ['http'] },
    {
      reason: 'unreachable',
      by,
      says: /error code: ?(?:101[46]|502|503|52[0-35-7]|530)|Web server is down|Origin (?:DNS error|is unreachable)/i,
      on: ['http'],
    },
    // A Worker of the site's own threw.
    { reason: 'crash', by, says: /error code: ?11\d\d/i, on: ['http'] },
    { reason: 'login-wall', by, says: /cloudflareaccess\.com|Cloudflare Access/i, on: ['http'] },
  ]),
  ...phrases('Envoy, local reply formats', [
    {
      reason: 'unreachable',
      by,
      says: /^(?:upstream connect error or disconnect\/reset before headers|no healthy upstream)/m,
      on: ['http'],
    },
    { reason: 'timeout', by, says: /^upstream request timeout|^stream timeout/m, on: ['http'] },
    { reason: 'permission', by, says: /^RBAC: access denied/m, on: ['http'] },
    // The token was not looked at; its challenge calls it invalid all the same (jwt_authn).
    { reason: 'unreachable', by, says: /^(?:\d{3} )?(?<keys>Jwks remote fetch is failed)/m, on: ['http'] },
  ]),
  ...phrases('nginx, ngx_http_special_response.c; AWS ELB and HAProxy use the same titles', [
    {
      reason: 'timeout',
      by,
      says: /<title>(?:504 )?Gateway Time-?out|<title>408 Request Time-?out/i,
      on: ['http'],
    },
    {
      reason: 'unreachable',
      by,
      says: /<title>(?:502 Bad Gateway|503 Service (?:Temporarily )?Unavailable)/i,
      on: ['http'],
    },
    {
      reason: 'size',
      by,
      says: /<title>413 |<title>400 Request (?<headers>Header Or Cookie) Too Large/,
      on: ['http'],
    },
  ]),
  ...phrases('nginx, ngx_http_special_response.c', [
    {
      reason: 'permission',
      by,
      says: /(?<plain>The plain HTTP request was sent to HTTPS port)/,
      on: ['http'],
    },
  ]),
  ...phrases('IIS, custom error pages; Azure API Management', [
    { reason: 'timeout', by, says: /<title>500 - The request timed out/, on: ['http'] },
  ]),
  ...phrases('docs.aws.amazon.com, API Gateway, gateway response types', [
    { reason: 'timeout', by, says: /Endpoint request timed out/, on: ['http'] },
  ]),
  ...phrases('vercel.com/docs/errors; ngrok.com/docs/errors', [
    { reason: 'timeout', by, says: /FUNCTION_INVOCATION_TIMEOUT/, on: ['http'] },
    {
      reason: 'unreachable',
      by,
      says: /FUNCTION_INVOCATION_FAILED|DEPLOYMENT_NOT_FOUND|ERR_NGROK_(?:3200|8012|3004)/,
      on: ['http'],
    },
  ]),
  ...phrases('oauth2-proxy, Authelia, Google IAP, Azure App Proxy', [
    {
      reason: 'login-wall',
      by,
      says: /<title>(?:Sign [Ii]n|Log ?[Ii]n|Login)\b|oauth2\/(?:start|sign_in)|login\.microsoftonline\.com|accounts\.google\.com\/o\/oauth2|^3\d\d location: /,
      on: ['http'],
    },
  ]),
];
