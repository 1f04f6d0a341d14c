import type { Header } from '../exchange/exchange.ts';
import { defined } from '../exchange/json.ts';
import { isMask } from '../exchange/mask.ts';
import { isSecretKey } from '../exchange/redact/credentials.ts';
import type { Gateway } from '../exchange/redact/gateway.ts';
import { redactHeader } from '../exchange/redact/header.ts';
import type { Secrets } from '../exchange/redact/secrets.ts';
import { maskValue, redactText, redactUrl } from '../exchange/redact/text.ts';
import { endOfQuoted } from './quoted.ts';

/** Masks what a log holds, with the tags of a recording. */
export interface Masking {
  /** Words of a line, one or more lines. */
  readonly words: (text: string) => string;
  /** The target of a request, or a whole URL. */
  readonly url: (text: string) => string;
  /** A name or an id of somebody's. */
  readonly name: (text: string) => string;
  /** The target of a request in an access line: the same few come again and again. */
  readonly target: (text: string) => string;
  /** The id of a session of MCP, or its first characters. */
  readonly session: (id: string) => string;
  readonly header: (header: Header) => Header;
}

/**
 * @param secrets the recording's own: the key in a log gets the same tag as the key on the wire
 * @param gateway whose headers a log may hold
 */
export function createMasking(secrets: Secrets, gateway: Gateway): Masking {
  const header = ({ name, value }: Header): Header => {
    const means = gateway.meaning(name);
    return redactHeader({ name: secrets.maskIn(name), value, ...defined({ means }) }, secrets, gateway);
  };
  const named = (name: string, value: string, isHeader: boolean): string => {
    if (isMask(value) || value.includes('***')) return shortened(value);
    return isHeader ? header({ name, value }).value : maskValue(value, secrets);
  };
  const session = (id: string): string => (id.length === SHOWN ? id : secrets.maskEverywhere(id));
  // What had no credential in it, as far as they were known then.
  let clean = new Map<string, string>();
  let known = secrets.size;
  const target = (text: string): string => {
    if (secrets.size !== known) [clean, known] = [new Map(), secrets.size];
    const before = clean.get(text);
    if (before !== undefined) return before;
    const masked = detached(redactUrl(text, secrets).slice(0, LONGEST_TARGET));
    if (masked === text && secrets.size === known && clean.size < MOST_TARGETS) clean.set(masked, masked);
    return masked;
  };
  return {
    words: (text) => {
      let masked = text;
      if (/["']/.test(text)) masked = maskNamed(masked, named);
      if (masked.includes('request headers: ') || masked.includes('response headers: '))
        masked = maskListed(masked, (name, value) => named(name, value, true));
      if (/[?@#]/.test(masked)) masked = maskUrls(masked, (url) => redactUrl(url, secrets));
      if (/session/i.test(masked))
        masked = masked.replace(SESSION, (_whole, before: string, id: string) => before + session(id));
      return redactText(shortened(masked), secrets);
    },
    url: (text) => redactUrl(text, secrets),
    name: (text) => secrets.maskIn(text),
    target,
    session,
    header,
  };
}

const MOST_TARGETS = 1000;
const LONGEST_TARGET = 2000;

/** A copy: engines keep the whole text that a part was cut out of. */
export const detached = (text: string): string => ` ${text}`.slice(1);

/** LiteLLM shows so many characters of a session's id. */
const SHOWN = 8;

/** The id of a session behind its name; words have no digits. */
const SESSION = /(session(?:[ _-]?id)?(?:: ?| ?= ?| )["']?)(?=[a-z._-]{0,128}\d)([\w.-]{16,128})/gi;

/** How Python, JSON and curl write a name before its value, and how a list of headers begins and ends. */
const NAMED =
  /headers[\w ]{0,40}(?:\\{0,3}["'])?(?:: ?| ?= ?)[{[(]|[}\])]|-H ["'](?<flag>[\w-]{1,80}): ?|(?<open>\\{0,3}["'])(?<key>[A-Za-z][\w.-]{0,80})\k<open>(?<between>: ?|, ?)b?\\{0,3}["']|\b(?<word>[A-Za-z]\w{0,80})=["']/gi;

/** Replaces quoted values that have a name: `'name': 'value'`, `"name": "value"`, `(b'name', b'value')`, `name='value'`, `-H 'name: value'`. */
function maskNamed(text: string, mask: (name: string, value: string, isHeader: boolean) => string): string {
  let out = '';
  let copied = 0;
  let inHeaders = false;
  NAMED.lastIndex = 0;
  for (let found = NAMED.exec(text); found; found = NAMED.exec(text)) {
    const { flag, key, between, word } = found.groups ?? {};
    const name = flag ?? key ?? word;
    if (name === undefined) {
      inHeaders = found[0].length > 1;
      continue;
    }
    const isTuple = between?.startsWith(',') === true;
    if (isTuple && !'(['.includes(text[found.index - 1] ?? ' ') && !text.startsWith('(b', found.index - 2)) {
      NAMED.lastIndex = found.index + found[0].length - 1;
      continue;
    }
    const begin = found.index + found[0].length;
    NAMED.lastIndex = begin;
    const isHeader = inHeaders || flag !== undefined || isTuple;
    // A value may hold others: JSON in JSON, a Python dictionary in JSON.
    if (!isHeader && !isSecretKey(name)) continue;
    const quote = (flag === undefined ? text[begin - 1] : text[found.index + 3]) ?? '"';
    const isEscaped = text[begin - 2] === '\\' && flag === undefined;
    const end = isEscaped ? endOfEscaped(text, begin, quote) : endOfQuoted(text, begin, quote);
    NAMED.lastIndex = end + 1;
    const value = text.slice(begin, end);
    const masked = mask(name, value, isHeader);
    if (masked === value) continue;
    out += text.slice(copied, begin) + masked;
    copied = end;
  }
  return copied === 0 ? text : out + text.slice(copied);
}

/** The same of what is in a string of JSON itself. */
function endOfEscaped(text: string, from: number, quote: string): number {
  const end = text.indexOf(quote, from);
  if (end === -1) return text.length;
  let at = end;
  while (at > from && text[at - 1] === '\\') at -= 1;
  return at;
}

/** LiteLLM's own list of headers: `request headers: name=value, name=value | ` (mcp_debug.py). */
const LISTED = /(re(?:quest|sponse) headers: )([^|\n]{0,20000})/g;
const PAIR = /((?:^|, )([\w-]{1,80})=)([^,]*(?:, (?![\w-]{1,80}=)[^,]*)*)/g;

function maskListed(text: string, mask: (name: string, value: string) => string): string {
  return text.replace(
    LISTED,
    (_whole, before: string, list: string) =>
      before +
      list.replace(PAIR, (_pair, head: string, name: string, value: string) => {
        const kept = value.trimEnd();
        return head + mask(name, kept) + value.slice(kept.length);
      }),
  );
}

const ENDS_URL: ReadonlySet<string> = new Set([' ', '\t', '\n', '"', "'", '<', '>', '`', '\\', '|']);

/** Replaces the URLs that have a query, a fragment or user information, and the targets of requests. */
function maskUrls(text: string, mask: (url: string) => string): string {
  let out = '';
  let copied = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character !== '?' && character !== '@' && character !== '#') continue;
    let begin = at;
    while (begin > copied && !ENDS_URL.has(text[begin - 1] ?? '')) begin -= 1;
    let end = at + 1;
    while (end < text.length && !ENDS_URL.has(text[end] ?? '')) end += 1;
    const word = text.slice(begin, end);
    at = end;
    const url = /(?:https?:\/)?\//i.exec(word);
    const isUrl = url !== null && (character === '?' || word.includes('://'));
    if (!isUrl) continue;
    out += text.slice(copied, begin) + word.slice(0, url.index) + mask(word.slice(url.index));
    copied = end;
  }
  return copied === 0 ? text : out + text.slice(copied);
}

/** Masks of LiteLLM and others show up to six characters in front, and one star for each hidden one. */
const STARS = /(?<![*\w.+/-])([\w.+/-]{0,12})\*{5,}([\w.+/-]{0,8})/g;

const shortened = (text: string): string =>
  text.includes('*****')
    ? text.replace(STARS, (_whole, head: string, tail: string) => {
        const known = /^(?:Bearer|Basic|sk-|eyJ)/i.exec(head)?.[0] ?? '';
        return `${known}****${tail.slice(-4)}`;
      })
    : text;
