/**
 * What the value of a header is made of. Redaction keeps what holds no credential, and a report what also has its form. A header that is
 * not here is masked whole; those of a gateway are in its profile.
 */
export type HeaderForm =
  | 'names'
  | 'list'
  | 'media-type'
  | 'number'
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
  | 'browser';

const NAMES_BY_FORM: Readonly<Record<HeaderForm, string>> = {
  names: `accept accept-encoding accept-language accept-ranges access-control-allow-credentials
    access-control-allow-private-network access-control-request-method access-control-request-private-network
    allow cache-control connection content-encoding expect keep-alive mcp-method mcp-name pragma priority
    proxy-connection referrer-policy sec-fetch-dest sec-fetch-mode sec-fetch-site sec-fetch-user
    strict-transport-security te trailer transfer-encoding upgrade vary x-accel-buffering x-content-type-options
    x-frame-options x-mcp-servers x-requested-with :method :scheme :status`,
  list: `access-control-allow-headers access-control-allow-methods access-control-expose-headers
    access-control-request-headers`,
  'media-type': 'content-type',
  number: `access-control-max-age age content-length dnt max-forwards sec-gpc upgrade-insecure-requests`,
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
  prose: 'warning',
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

/**
 * The form of a header's value; undefined for one that is not known.
 * @param name lower case
 */
export const formOf = (name: string): HeaderForm | undefined => FORMS.get(name);
