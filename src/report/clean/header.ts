import type { Header } from '../../exchange/exchange.ts';
import { formOf, type HeaderForm, isQuantity } from '../../exchange/headers.ts';
import { isRecord, readJson } from '../../exchange/json.ts';
import { isMask, MASK_LIKE, splitScheme } from '../../exchange/mask.ts';
import { memoizeText } from '../../exchange/memoize.ts';
import { readableFormOf } from '../../litellm/header-names.ts';
import { isShortened, readOwnMasks, writeOwnMasks } from '../../litellm/own-masks.ts';
import type { Cleaning } from './cleaning.ts';
import { cleanMask } from './mask.ts';
import { isIdentifier, isMemberName, isName } from './names.ts';
import { prose } from './prose.ts';
import { cleanUrl } from './url.ts';

/** What stays of a header's value; undefined when nothing does. */
type Rule = (value: string, cleaning: Cleaning) => string | undefined;

const matching = (pattern: RegExp): Rule =>
  memoizeText((value) => (pattern.test(value.trim()) ? value : undefined));

/** A version that a client asked for may stay in the sentence that refuses it. */
const version: Rule = (value, cleaning) => {
  if (!/^\d{4}-\d\d-\d\d$/.test(value)) return names(value, cleaning);
  cleaning.learn(value);
  return value;
};

const number = matching(/^\d{1,12}$/);
/** A count, a time, a span of time (`6m0s`), LiteLLM's `None`, or a policy (`100;w=60`). */
const quota: Rule = (value, cleaning) =>
  quantity(value, cleaning) ?? date(value, cleaning) ?? names(value, cleaning);
const quantity: Rule = (value) => (isQuantity(value) ? value : undefined);

const date = matching(/^[A-Za-z]{3}, \d\d [A-Za-z]{3} \d{4} \d\d:\d\d:\d\d GMT$/);

/** A list of names, each with a small number or another name behind `=` at most. */
const names: Rule = memoizeText((value) => (isListOfNames(value) ? value : undefined));

/** A list of which each item stays that is a name. Of a long list none is lost, for rules look for single items. */
const items: Rule = memoizeText((value) =>
  value
    .split(',')
    .map((item) => (isListOfNames(item) ? item : item.replace(/\S.*/s, 'left-out')))
    .join(','),
);

/** The type, and those of its parameters that are names. */
const mediaType: Rule = memoizeText((value) => {
  const [type = '', ...parameters] = value.split(';');
  if (!isListOfNames(type)) return undefined;
  return [type, ...parameters.filter(isListOfNames)].join(';');
});

function isListOfNames(value: string): boolean {
  return (
    value.length < 1000 &&
    value
      .split(/[,;]/)
      .every((each) => /^\s*(?:[\w*/+.-]{0,60}|[\w-]{1,30}="?[\w.-]{0,20}"?)\s*$/.test(each)) &&
    value
      .split(/[,;="]/)
      .every(
        (each) =>
          /^(?:[\s*/+.]*\d){0,8}[\s*/+.]*$/.test(each) || isName(each.trim().replaceAll(/[+*]/g, '-')),
      )
  );
}

/** `Mozilla/5.0 ... Chrome/156.0.0.0`: products with their versions, without the remarks between them. */
const products: Rule = memoizeText((value) => {
  const kept = value
    .replace(/\([^()]*\)/g, '')
    .split(/\s+/)
    .filter((each) => PRODUCT.test(each));
  return kept.length === 0 ? undefined : kept.join(' ');
});

/** Words with a version: `nginx/1.27.0`, `Microsoft-Azure-Application-Gateway/v2`. */
const PRODUCT = /^[A-Za-z]{1,24}(?:-[A-Za-z]{1,24}){0,4}(?:\/v?\d{1,5}(?:\.\d{1,5}){0,3})?$/;

const url: Rule = (value, cleaning) =>
  value === 'null' || value === '*' ? value : cleanUrl(value, cleaning);

const text: Rule = prose;

/** What an edge or a gateway made: no account, no telephone and no address is in it. */
const requestId: Rule = memoizeText((value) => {
  const rest = value.replace(UUID, '').replace(VERCEL, '');
  return /^[\w.:;=/-]{0,160}$/.test(rest) && rest.split(/[.:;=/_-]/).every(isPartOfId) ? value : undefined;
});
const UUID = /(?<![\da-z])[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}(?![\da-z])/i;
const isPartOfId = (part: string): boolean =>
  !(/\d{9}/.test(part) || IBAN.test(part)) || HEXADECIMAL.test(part);
const HEXADECIMAL = /^(?=\d*[a-f])[\da-f]{12,64}$/;
const IBAN = /^[A-Z]{2}\d\d[A-Z\d]{4}\d{7}[A-Z\d]{0,16}$/;
/** Vercel's `fra1::iad1::abcde-1796000000000-0123456789ab` has the time in it, in milliseconds. */
const VERCEL = /(?<=^[a-z]{3}\d::[a-z\d:]{0,40}-)1[6-9]\d{11}(?=-)/;

/** Of what a page sends, which may be made of anything: an UUID, hexadecimal digits, W3C's traceparent. */
const drawnId = matching(
  /^(?:[\da-fA-F]{8}(?:-[\da-fA-F]{4}){3}-[\da-fA-F]{12}|(?=\d*[a-f])[\da-f]{16,64}|[\da-f]{2}-[\da-f]{32}-[\da-f]{16}-[\da-f]{2})$/,
);

const labels: Rule = (value) => {
  const json = readJson(value);
  return isRecord(json) &&
    Object.entries(json).every(
      ([id, label]) => (isName(id) || isIdentifier(id)) && typeof label === 'string' && isName(label),
    )
    ? value
    : undefined;
};

/** `name=Bearer****0001; name=(none)`, as `redact` writes LiteLLM's own masks, with LiteLLM's remark (mcp_debug.py). */
const litellmMasks: Rule = (value) => {
  const masks = readOwnMasks(value).map(({ name, mask, remark }) => {
    const kept = keptMask(mask) ?? (isShortened(mask) ? mask : undefined);
    if (kept === undefined || (remark !== '' && remark !== REMARK)) return undefined;
    return { name: name === '' || isName(name) ? name : 'x-left-out', mask: kept, remark };
  });
  return masks.includes(undefined) ? undefined : writeOwnMasks(masks.filter((each) => each !== undefined));
};

const REMARK = ' (SAME_AS_LITELLM_KEY - likely misconfigured)';

/** A mask with the scheme before it, and nothing else. */
function keptMask(value: string): string | undefined {
  const [scheme, mask] = splitScheme(value);
  const cleaned = isMask(mask) ? cleanMask(mask) : undefined;
  return cleaned === undefined ? undefined : scheme + cleaned;
}

const cookies: Rule = (value, cleaning) =>
  value
    .split(/(?<=;)\s*|\n/)
    .map((pair) => cleanCookie(pair.replace(/;$/, '').trim(), cleaning))
    .filter((pair) => pair !== '')
    .join('; ');

function cleanCookie(pair: string, cleaning: Cleaning): string {
  const [name = '', ...rest] = pair.split('=');
  const value = rest.join('=');
  if (/^(?:HttpOnly|Secure|Partitioned|SameSite=(?:Lax|Strict|None)|Max-Age=-?\d{1,10})$/i.test(pair))
    return pair;
  const mask = isMask(value) ? cleanMask(value) : undefined;
  if (/^(?:path|domain|expires)$/i.test(name)) return '';
  if (mask === undefined) cleaning.removed('cookies', pair.length);
  const shown = isMask(pair) ? '' : `${isMemberName(name) ? name : '[left out]'}=`;
  return shown + (mask ?? cleanMask(pair) ?? '[left out]');
}

const CHALLENGE_PIECES = new RegExp(
  String.raw`(\[left out\]|${MASK_LIKE})|([\w-]+)(\s*=\s*)(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))|([^\s,=]+)`,
  'g',
);

/** A challenge's parameters by name (RFC 6750, RFC 9728), in the spelling they came in: LiteLLM 1.81 leaves quotes out. */
const challenge: Rule = (value, cleaning) =>
  value.replace(
    CHALLENGE_PIECES,
    (_whole, gap?: string, name?: string, equals = '', quoted?: string, bare?: string, word = '') => {
      if (gap !== undefined) return cleanMask(gap) ?? '[left out]';
      if (name === undefined)
        return isName(word) && !/\d/.test(word) ? word : (keptMask(word) ?? '[left out]');
      const cleaned = cleanParameter(name.toLowerCase(), quoted ?? bare ?? '', cleaning);
      return bare === undefined || cleaned.includes(' ')
        ? `${name}${equals}"${cleaned.replaceAll(/["\\]/g, "'")}"`
        : name + equals + cleaned;
    },
  );

function cleanParameter(name: string, value: string, cleaning: Cleaning): string {
  if (['resource_metadata', 'authorization_uri', 'resource', 'error_uri'].includes(name))
    return cleanUrl(value, cleaning);
  if (name === 'scope' && value.split(' ').every((each) => each === '' || isName(each))) return value;
  if (name === 'error' && isName(value)) return value;
  return isMask(value) ? (cleanMask(value) ?? '[left out]') : prose(value, cleaning);
}

/** What stays of each form; of those that are not here nothing does. */
const BY_FORM: Partial<Readonly<Record<HeaderForm, Rule>>> = {
  names,
  list: items,
  'media-type': mediaType,
  number,
  quota,
  quantity,
  date,
  'number-or-date': (value, cleaning) => number(value, cleaning) ?? date(value, cleaning),
  version,
  products,
  host: matching(/^(?:[\w.-]{1,253}|\[[\da-f:.]+\])(?::\d{1,5})?$/i),
  url,
  address: url,
  cookie: cookies,
  'set-cookie': cookies,
  challenge,
  prose: text,
  'request-id': requestId,
};

/** LiteLLM's own headers. */
const OF_LITELLM: ReadonlyMap<string, Rule> = new Map(
  Object.entries<Rule>({
    'x-litellm-mcp-debug': names,
    'x-mcp-debug-auth-resolution': names,
    'x-mcp-debug-auth-resolutions': labels,
    'x-mcp-debug-auth-resolutions-truncated': names,
    'x-mcp-debug-inbound-auth': litellmMasks,
    'x-mcp-debug-oauth2-token': litellmMasks,
    'x-mcp-debug-outbound-url': (value, cleaning) =>
      value === '(unknown)' ? value : cleanUrl(value, cleaning),
    'x-mcp-debug-server-auth-type': (value, cleaning) =>
      value === '(none)' ? value : names(value, cleaning),
  }),
);

function ruleFor(name: string, from: Sender): Rule | undefined {
  const form = formOf(name) ?? readableFormOf(name);
  if (form === 'request-id' && from === 'request') return drawnId;
  return form === undefined ? OF_LITELLM.get(name) : BY_FORM[form];
}

/** Which message a header is of. */
type Sender = 'request' | 'response';

const nameOf = memoizeText((name) =>
  /^:?[\w-]{1,80}$/.test(name) && isName(name.toLowerCase().replace(/^:/, '')) ? name : 'left-out',
);

/**
 * A header of which only what a list knows to be harmless stays: its name, its masks, and values of a known form. One that a
 * fork renamed goes under LiteLLM's name, which does not tell whose fork it is and is known to whoever reads the report.
 */
export function cleanHeader({ name: own, value, means }: Header, from: Sender, cleaning: Cleaning): Header {
  const name = means ?? own;
  const lower = name.toLowerCase();
  const shown = nameOf(name);
  if (value === '' || ALREADY.test(value)) return { name: shown, value };
  const kept = ruleFor(lower, from)?.(value, cleaning) ?? keptMask(value);
  if (kept !== undefined) return { name: shown, value: kept };
  cleaning.removed('values of headers', value.length);
  return { name: shown, value: `[left out, ${value.length} characters]` };
}

/** What an earlier cleaning wrote. */
const ALREADY = /^\[left out, \d{1,9} characters\]$/;
