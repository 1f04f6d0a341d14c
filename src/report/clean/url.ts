import { isMask, MASK_BEGIN, MASK_LIKE } from '../../exchange/mask.ts';
import { memoizeText } from '../../exchange/memoize.ts';
import { decodeParameter } from '../../exchange/parameters.ts';
import type { Cleaning } from './cleaning.ts';
import { cleanMask } from './mask.ts';
import { isIdentifier, isKeyLike, isMemberName, isName } from './names.ts';
import { prose } from './prose.ts';

/** Parameters whose values are words of a standard (RFC 6749, 7636, 8707, OpenID Connect), or names of LiteLLM's. */
const WORDS: ReadonlySet<string> = new Set(
  `response_type response_mode grant_type scope code_challenge_method error token_type
  token_type_hint token_endpoint_auth_method subject_token_type actor_token_type requested_token_type
  client_assertion_type server_id server_name mcp_server_name expires_in`.split(/\s+/),
);

/** Parameters that join the steps of a login (logins/attempts.ts). A plain challenge is the verifier (RFC 7636 section 4.2). */
const COMPARED: ReadonlySet<string> = new Set(['client_id', 'code_challenge']);

/** Parameters that may hold a sentence elsewhere: only these values stay (OpenID Connect Core section 3.1.2.1). */
const VALUES: Readonly<Record<string, RegExp>> = {
  prompt: /^(?:none|login|consent|select_account|create)(?: (?:login|consent|select_account))*$/,
  display: /^(?:page|popup|touch|wap)$/,
};

/** Parameters that are URLs themselves. */
const URLS: ReadonlySet<string> = new Set(
  'resource redirect_uri audience iss return_to error_uri post_logout_redirect_uri'.split(' '),
);

/**
 * An URL without user information, fragment and the values of parameters that no list knows. What is no URL is left out.
 */
export function cleanUrl(url: string, cleaning: Cleaning, depth = 0): string {
  if (isClean(url)) {
    cleaning.learn(url);
    return url;
  }
  const [, scheme = '', authority = '', path = '', query] =
    /^([a-z][a-z0-9+.-]*:\/\/)?([^/?#]*)([^?#]*)(?:\?([^#]*))?/i.exec(url) ?? [];
  const [base, rest] = scheme === '' ? ['', authority + path] : [scheme + cleanHost(authority), path];
  if (scheme === '' && !rest.startsWith('/') && rest !== '') return leaveOut(url, cleaning);
  const cleaned = base + cleanPath(rest, cleaning);
  if (scheme !== '') cleaning.learn(cleaned);
  else if (rest !== '') cleaning.learn(cleaned);
  if (url.includes('#')) cleaning.removed('fragments of URLs', url.length - url.indexOf('#'));
  return cleaned + (query === undefined ? '' : `?${cleanParameters(query, cleaning, depth)}`);
}

/** Most of a recording's URLs are the same few, and hold nothing that must go. */
const isClean = memoizeText((url) => {
  const [, scheme = '', authority = '', path = ''] = /^(https?:\/\/)([^/?#]*)([^?#]*)$/.exec(url) ?? [];
  return scheme !== '' && cleanHost(authority) === authority && path.split('/').every(isCleanSegment);
});

/** Without user information; what is no host is none. */
function cleanHost(authority: string): string {
  const host = inPunycode(authority.slice(authority.lastIndexOf('@') + 1));
  return /^(?:[\w.-]{1,253}|\[[\da-f:.]+\])?(?::\d{1,5})?$/i.test(host) ? host : 'left-out.invalid';
}

/** So that two hosts with umlauts stay two (RFC 3492). */
function inPunycode(host: string): string {
  return /[^ -~]/.test(host) && URL.canParse(`http://${host}`) ? new URL(`http://${host}`).host : host;
}

/** What looks like a key, parameters of a segment (`;jsessionid=...`), and what is no word of an URL, goes. */
const cleanPath = (path: string, cleaning: Cleaning): string =>
  path
    .split('/')
    .map((whole) => {
      const [segment = '', ...parameters] = whole.split(/;|%3B/i);
      if (parameters.length > 0) cleaning.removed('parts of paths', whole.length - segment.length);
      const text = decodeParameter(segment);
      if (text.includes(MASK_BEGIN)) return encoded(cleanMask(MASK.exec(text)?.[0] ?? '') ?? 'left-out');
      if (isWord(text)) return segment;
      cleaning.removed('parts of paths', text.length);
      return `left-out-${text.length}-characters`;
    })
    .join('/');

const isWord = (text: string): boolean => !isKeyLike(text) && /^[\w.~!$&'()*+,=:-]{0,64}$/.test(text);

const isCleanSegment = (segment: string): boolean => !/[;%]/.test(segment) && isWord(segment);

const MASK = new RegExp(MASK_LIKE);

/** A query or a form: its names, and the values of those that hold no one's data. */
export function cleanParameters(text: string, cleaning: Cleaning, depth = 0): string {
  return text
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const equals = pair.indexOf('=');
      if (equals === -1) return encoded(leaveOut(decodeParameter(pair), cleaning));
      const name = decodeParameter(pair.slice(0, equals));
      const value = decodeParameter(pair.slice(equals + 1));
      return `${encoded(isMemberName(name) ? name : 'left-out')}=${encoded(cleanValue(name, value, cleaning, depth))}`;
    })
    .join('&');
}

const DEEPEST = 3;

function cleanValue(name: string, value: string, cleaning: Cleaning, depth: number): string {
  if (value === '' || ALREADY.test(value)) return value;
  if (isMask(value)) return cleanMask(value) ?? leaveOut(value, cleaning);
  if (COMPARED.has(name)) return cleaning.standIn(value);
  if (
    WORDS.has(name) &&
    value.split(/[ ,]/).every((word) => word === '' || isName(word) || isIdentifier(word))
  )
    return value;
  if (Object.hasOwn(VALUES, name) && VALUES[name]?.test(value)) return value;
  if (URLS.has(name) && depth < DEEPEST && /^(?:[a-z][a-z0-9+.-]*:\/)?\//i.test(value))
    return cleanUrl(value, cleaning, depth + 1);
  if (name === 'error_description') return prose(value, cleaning);
  return leaveOut(value, cleaning);
}

/** What an earlier cleaning wrote. */
const ALREADY = /^\[left out, \d{1,9} characters\]$/;

function leaveOut(value: string, cleaning: Cleaning): string {
  if (ALREADY.test(value)) return value;
  cleaning.removed('values of parameters', value.length);
  return `[left out, ${value.length} characters]`;
}

const encoded = (text: string): string => encodeURIComponent(text.toWellFormed());
