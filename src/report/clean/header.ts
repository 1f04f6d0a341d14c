import type { Header } from '../../exchange/exchange.ts';
import { formOf, type HeaderForm } from '../../exchange/headers.ts';
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
  QUOTA.test(value.trim()) ? value : (date(value, cleaning) ?? names(value, cleaning));
const QUOTA =
  /^(?:\d{1,12}(?:\.\d{1,20})?|(?:\d{1,6}(?:\.\d{1,6})?(?:ms|[smhd])){1,5}|\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:\.\d{1,6})?(?: ?(?:Z|UTC|[+-]\d\d:\d\d))?)$/;

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

const requestId = matching(/^[\w.:;+=/-]{1,160}$/);

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

function ruleFor(name: string): Rule | undefined {
  const form = formOf(name) ?? readableFormOf(name);
  return form === undefined ? OF_LITELLM.get(name) : BY_FORM[form];
}

const nameOf = memoizeText((name) =>
  /^:?[\w-]{1,80}$/.test(name) && isName(name.toLowerCase().replace(/^:/, '')) ? name : 'left-out',
);

/**
 * A header of which only what a list knows to be harmless stays: its name, its masks, and values of a known form. One that a
 * fork renamed goes under LiteLLM's name, which does not tell whose fork it is and is known to whoever reads the report.
 */
export function cleanHeader({ name: own, value, means }: Header, cleaning: Cleaning): Header {
  const name = means ?? own;
  const lower = name.toLowerCase();
  const shown = nameOf(name);
  if (value === '' || ALREADY.test(value)) return { name: shown, value };
  const kept = ruleFor(lower)?.(value, cleaning) ?? keptMask(value);
  if (kept !== undefined) return { name: shown, value: kept };
  cleaning.removed('values of headers', value.length);
  return { name: shown, value: `[left out, ${value.length} characters]` };
}

/** What an earlier cleaning wrote. */
const ALREADY = /^\[left out, \d{1,9} characters\]$/;
