import { type Exchange, findHeader, header, nameOf } from '../exchange/exchange.ts';
import { isRecord, memberOf, readJson, textIn } from '../exchange/json.ts';
import { decodeStep } from '../oauth/step.ts';
import type { Mark, Party } from './refusal.ts';

/** Who answered, and by what that is known. */
export interface Answerer {
  readonly by: Party;
  readonly product?: string;
  readonly marks: readonly Mark[];
  /** False where others answer like this too. */
  readonly certain: boolean;
}

const NOBODY: Answerer = { by: 'unknown', marks: [], certain: false };

/**
 * Who sent the response of an exchange that did not do what its client asked, by its marks. What passes a CDN or a proxy carries their
 * marks too: `cf-ray`, `via` and `server: nginx` stand beside a gateway's own words. So a mark counts for a party only with a body that this
 * party writes, or where nothing else sets it.
 */
export function whoAnswered(exchange: Exchange): Answerer {
  const { response } = exchange;
  if (response.status === 0) {
    return response.error === undefined
      ? NOBODY
      : { by: 'browser', marks: [{ quote: response.error }], certain: true };
  }
  return (
    edgeAlone(exchange) ??
    litellmByHeader(exchange) ??
    relayed(exchange) ??
    gateway(exchange) ??
    edgeByPage(exchange) ??
    NOBODY
  );
}

/** Headers that only the party itself puts on an answer of its own. */
const ALONE: readonly (readonly [header: string, value: RegExp, by: Party, product: string])[] = [
  ['cf-mitigated', /./, 'edge', 'Cloudflare'],
  ['x-amzn-waf-action', /./, 'edge', 'AWS WAF'],
  ['x-vercel-error', /./, 'edge', 'Vercel'],
  ['x-vercel-mitigated', /./, 'edge', 'Vercel'],
  ['ngrok-error-code', /./, 'edge', 'ngrok'],
  ['x-goog-iap-generated-response', /./, 'edge', 'Google IAP'],
  ['x-deny-reason', /./, 'edge', 'The egress proxy'],
  ['x-railway-fallback', /./, 'edge', 'Railway'],
  ['x-amzn-errortype', /./, 'edge', 'AWS API Gateway'],
  ['www-authenticate', /^Cloudflare-Access\b/i, 'edge', 'Cloudflare Access'],
  ['server', /^awselb\//i, 'edge', 'The AWS load balancer'],
  ['server', /^AkamaiGHost/i, 'edge', 'Akamai'],
  ['server', /^Microsoft-Azure-Application-Gateway/i, 'edge', 'Azure Application Gateway'],
  ['x-cache', /^Error from cloudfront/i, 'edge', 'CloudFront'],
  ['x-oagw-error-source', /^gateway/i, 'gateway', 'OAGW'],
  ['x-oagw-error-source', /^upstream/i, 'server', 'OAGW'],
];

function edgeAlone({ response }: Exchange): Answerer | undefined {
  for (const [name, value, by, product] of ALONE) {
    const found = header(response.headers, name);
    // CloudFront says that of an error of the server behind it too, with that one's body.
    const isRelayed = name === 'x-cache' && !isPage(response);
    if (found !== undefined && value.test(found) && !isRelayed)
      return { by, product, marks: [markOf(name, found)], certain: true };
  }
  return undefined;
}

/** Of those, what asks for a person or a browser in front of it, whatever status it comes with: AWS WAF answers 202 and 405. */
const BOT_CHECKS: ReadonlySet<string> = new Set(['cf-mitigated', 'x-amzn-waf-action', 'x-vercel-mitigated']);

/** @returns the mark of an edge that wants to see a browser before it lets a request through */
export const botCheckIn = ({ response }: Exchange): string | undefined => {
  const found = response.headers.find(
    (each) => BOT_CHECKS.has(nameOf(each)) && /challenge|captcha/i.test(each.value),
  );
  return found && `${nameOf(found)}: ${found.value}`;
};

/** Gateways that say whose the answer is which they hand on. */
function relayed({ response }: Exchange): Answerer | undefined {
  const gram = header(response.headers, 'x-gram-proxy-response');
  if (gram === '1')
    return { by: 'server', product: 'Gram', marks: [markOf('x-gram-proxy-response', gram)], certain: true };
  const isKong =
    findHeader(response.headers, 'x-kong-response-latency') ??
    findHeader(response.headers, 'x-kong-request-id');
  if (!isKong) return undefined;
  const latency = header(response.headers, 'x-kong-upstream-latency');
  return latency === undefined
    ? { by: 'gateway', product: 'Kong', marks: [markOf(isKong.name, isKong.value)], certain: true }
    : { by: 'server', product: 'Kong', marks: [markOf('x-kong-upstream-latency', latency)], certain: true };
}

/** LiteLLM's own headers, which a gateway in front of it hands on. */
function litellmByHeader({ response }: Exchange): Answerer | undefined {
  const own = response.headers.find((each) => /^(?:x-litellm-|x-mcp-debug-)/.test(nameOf(each)));
  return own && { by: 'gateway', product: 'LiteLLM', marks: [markOf(own.name, own.value)], certain: true };
}

/** LiteLLM by the forms of its bodies. */
function gateway({ response }: Exchange): Answerer | undefined {
  const json = readJson(response.body?.text);
  const error = memberOf(json, 'error');
  // ProxyException of litellm/proxy/_types.py: all four members, `param` and `code` as text or null.
  const isProxyException =
    isRecord(error) && ['message', 'type', 'param', 'code'].every((name) => name in error);
  if (isProxyException)
    return {
      by: 'gateway',
      product: 'LiteLLM',
      marks: [{ quote: 'error: message, type, param, code' }],
      certain: false,
    };
  if (textIn(json, 'error') !== undefined && textIn(json, 'details') !== undefined)
    return { by: 'gateway', product: 'LiteLLM', marks: [{ quote: 'error and details' }], certain: false };
  return undefined;
}

/** Servers whose own pages say who they are: as the header of an answer that somebody behind them wrote they prove nothing. */
const SERVERS: readonly (readonly [RegExp, string])[] = [
  [/^cloudflare/i, 'Cloudflare'],
  [/^CloudFront/i, 'CloudFront'],
  [/^(?:openresty|nginx)/i, 'nginx'],
  [/^Apache/i, 'Apache'],
  [/^(?:istio-)?envoy/i, 'Envoy'],
  [/^Caddy/i, 'Caddy'],
  [/^Varnish/i, 'Varnish'],
  [/^Google Frontend/i, 'Google Frontend'],
  [/^Vercel/i, 'Vercel'],
  [/^Netlify/i, 'Netlify'],
  [/^Microsoft-IIS/i, 'IIS'],
  [/^BigIP|^BIG-IP/i, 'BIG-IP'],
];

/** A page or a plain line, with an error, where every party of MCP writes JSON. */
function edgeByPage(exchange: Exchange): Answerer | undefined {
  const { response } = exchange;
  const { status, headers, body } = response;
  // Servers of Python say `Internal Server Error` in plain text themselves.
  const server = header(headers, 'server') ?? '';
  // A status of no standard is of whatever platform is behind a CDN, unless it is the CDN's own.
  const isOwn = status <= 511 || (status >= 520 && status <= 530);
  const named = isOwn ? SERVERS.find(([pattern]) => pattern.test(server))?.[1] : undefined;
  const isPlainFailure =
    status >= 502 &&
    status <= 504 &&
    (/^text\/plain\b/.test(body?.mimeType ?? '') || (named !== undefined && body?.text === ''));
  // RFC 9110 and its registry end at 511; only what is in front invents more.
  if (!isPage(response) && !isPlainFailure && status <= 511) return undefined;
  const foot = productIn(body?.text ?? '');
  if (foot === undefined && status < 500 && isForPeople(exchange)) return undefined;
  const product = named ?? foot;
  const what = isPage(response) ? 'HTML where JSON is due' : `HTTP ${status}`;
  return {
    by: 'edge',
    ...(product === undefined ? {} : { product }),
    marks: [{ quote: what }, ...(server === '' ? [] : [markOf('server', server)])],
    certain: product !== undefined,
  };
}

/** Whether a person looks at what comes: there an authorization server writes pages itself. */
const isForPeople = (exchange: Exchange): boolean => {
  const step = decodeStep(exchange)?.step;
  return step === 'authorize' || step === 'callback';
};

/** Frameworks send a plain line as HTML, so a body that is known has to be a page. */
const isPage = ({ headers, body }: Exchange['response']): boolean =>
  body?.text
    ? body.text.startsWith(PAGE_LEFT_OUT) ||
      /^\s*<(?:!doctype|html|head|body|title|center|h1|\?xml|!--)/i.test(body.text)
    : /^text\/html\b/i.test(header(headers, 'content-type') ?? body?.mimeType ?? '');

/** The name at the foot of an error page. */
const FOOT = /<center>(nginx|openresty|cloudflare)[^<]{0,40}<\/center>/i;

const productIn = (text: string): string | undefined => FOOT.exec(text)?.[1];

/** What an export puts in a page's place. */
export const PAGE_LEFT_OUT = 'left out: a page';

/** What of a page says whose it is: its foot, without a version. */
export const pageMarksIn = (text: string): readonly string[] => {
  const product = productIn(text);
  return product === undefined ? [] : [`<center>${product}</center>`];
};

const markOf = (name: string, value: string): Mark => ({ header: name, quote: `${name}: ${value}` });
