/**
 * What the value of a header is made of. Redaction keeps what holds no credential, and a report what also has its form. A header that is
 * not here is masked whole; those of a gateway are in its profile.
 */
export type HeaderForm =
  | 'names'
  | 'list'
  | 'media-type'
  | 'number'
  | 'quota'
  | 'quantity'
  | 'date'
  | 'number-or-date'
  | 'version'
  | 'products'
  | 'host'
  | 'url'
  | 'address'
  | 'links'
  | 'cookie'
  | 'set-cookie'
  | 'challenge'
  | 'prose'
  | 'request-id'
  | 'browser';

const NAMES_BY_FORM: Readonly<Record<Exclude<HeaderForm, 'quantity'>, string>> = {
  names: `accept accept-encoding accept-language accept-ranges access-control-allow-credentials
    access-control-allow-private-network access-control-request-method access-control-request-private-network
    allow cache-control cf-cache-status cf-mitigated connection content-encoding expect keep-alive mcp-method mcp-name
    ngrok-error-code pragma priority proxy-connection rate_limit_type x-amz-cf-pop x-amzn-waf-action x-datadome
    x-envoy-ratelimited x-ms-region x-portkey-cache-status x-railway-edge x-served-by referrer-policy sec-fetch-dest sec-fetch-mode sec-fetch-site sec-fetch-user
    strict-transport-security te trailer transfer-encoding upgrade vary x-accel-buffering
    x-content-type-options x-frame-options ngrok-aig-model x-gram-proxy-response x-mcp-servers
    x-oagw-error-source x-requested-with x-vercel-cache x-vercel-error x-vercel-mitigated :method :scheme :status`,
  list: `access-control-allow-headers access-control-allow-methods access-control-expose-headers
    access-control-request-headers`,
  'media-type': 'content-type',
  number: `access-control-max-age age content-length dnt max-forwards sec-gpc upgrade-insecure-requests
    ngrok-aig-attempts openai-processing-ms x-cache-hits x-envoy-attempt-count x-envoy-upstream-service-time
    x-kong-proxy-latency x-kong-response-latency x-kong-upstream-latency x-kong-upstream-status x-portkey-retry-attempt-count`,
  // How much of a limit is left, and when it resets; see also QUOTA.
  quota: 'ratelimit reset_at',
  date: 'date expires last-modified',
  'number-or-date': 'retry-after',
  version: 'mcp-protocol-version',
  products: 'server user-agent via x-powered-by',
  host: 'host :authority',
  url: 'content-location location origin referer',
  // One that the page or the browser wrote whole.
  address: 'access-control-allow-origin :path',
  // URLs between other words.
  links: 'link refresh',
  cookie: 'cookie',
  'set-cookie': 'set-cookie',
  challenge: 'proxy-authenticate www-authenticate',
  prose: 'warning x-amzn-errortype x-cache x-deny-reason',
  // By which an operator finds the request in a log.
  'request-id': `apigw-requestid cf-ray correlation-id fly-request-id ngrok-aig-request-id ngrok-trace-id request-id rndr-id
    traceparent traceresponse x-akamai-request-id x-amz-apigw-id x-amz-cf-id x-amz-id-2 x-amz-request-id x-amzn-request-id x-amzn-requestid
    x-amzn-trace-id x-azure-ref x-b3-spanid x-b3-traceid x-cloud-trace-context x-correlation-id x-fastly-request-id x-github-request-id
    x-iinfo x-kong-request-id x-ms-correlation-request-id x-ms-request-id x-nf-request-id x-portkey-trace-id x-railway-request-id
    x-request-id x-sucuri-id x-trace-id x-vercel-id zp-rid`,
  // Of no use to whoever reads a report, and some tell people apart.
  browser: `accept-ch alt-svc content-disposition content-language content-range content-security-policy
    cross-origin-embedder-policy cross-origin-opener-policy cross-origin-resource-policy nel origin-agent-cluster
    permissions-policy purpose range report-to sec-ch-ua sec-ch-ua-arch sec-ch-ua-full-version-list
    sec-ch-ua-mobile sec-ch-ua-model sec-ch-ua-platform sec-ch-ua-platform-version sec-fetch-storage-access
    sec-purpose server-timing timing-allow-origin x-dns-prefetch-control x-mcp-access-groups x-xss-protection`,
};

const FORMS: ReadonlyMap<string, HeaderForm> = new Map(
  Object.entries(NAMES_BY_FORM).flatMap(([form, names]) =>
    names.split(/\s+/).map((name) => [name, form as HeaderForm] as const),
  ),
);

/** Limits are named by what they count, and by whose they are (draft-ietf-httpapi-ratelimit-headers; OpenAI's; LiteLLM's `x-ratelimit-api_key-...`). */
const QUOTA =
  /^(?:x-)?rate-?limit-(?:[a-z_-]{1,60}-)?(?:limit|remaining|reset|used|policy|type|after|requests|tokens)(?:-[a-z_-]{1,60})?$/;

/** Limits of what may be a credential: LiteLLM's `x-ratelimit-api_key-remaining-requests`, and all that count tokens. */
const OF_KEYS = /key|token/;

/** A count, a span of time (`6m0s`), a date and a time. */
const QUANTITY =
  /^(?:\d{1,12}(?:\.\d{1,20})?|(?:\d{1,6}(?:\.\d{1,6})?(?:ms|[smhd])){1,5}|\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:\.\d{1,6})?(?: ?(?:Z|UTC|[+-]\d\d:\d\d))?)$/;

/** Whether a value is a number, a time or a span of time, and so says nothing of whose it is. */
export const isQuantity = (value: string): boolean => QUANTITY.test(value.trim());

/**
 * The form of a header's value; undefined for one that is not known.
 * @param name lower case
 */
export const formOf = (name: string): HeaderForm | undefined =>
  FORMS.get(name) ?? (QUOTA.test(name) ? (OF_KEYS.test(name) ? 'quantity' : 'quota') : undefined);
