import { splitScheme, withMasksEncoded } from '../mask.ts';
import { decodeParameter } from '../parameters.ts';
import { isMadeUp, isSecretKey, isSecretParameter, treatmentOf } from './credentials.ts';
import type { Secrets } from './secrets.ts';

/** A text without credentials: of JSON the values of members named like one, of any text what is known by its form. */
export function redactText(text: string, secrets: Secrets): string {
  return secrets.maskIn(redactJson(text, secrets, 0));
}

/** JSON inside a JSON string inside a JSON string is followed this deep; deeper is masked by form only. */
const DEEPEST_NESTING = 4;

/**
 * Masks the string values of members named like a credential. Works on text, not on a parsed tree, so that numbers,
 * spacing, duplicate members and truncated bodies stay what they were. One pass: linear in the length.
 */
function redactJson(text: string, secrets: Secrets, depth: number): string {
  if (!text.includes('"')) return text;
  const isGrant = GRANT.test(text);
  let out = '';
  let copied = 0;
  /** The member whose value is being read, and how deep inside brackets of that value we are. */
  let secretSince: number | undefined;
  let schemaSince: number | undefined;
  let level = 0;
  let key: string | undefined;
  /** The last string value of a member called "name": in a list of headers it names the value beside it. */
  let named: string | undefined;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === '{' || character === '[') {
      if (key !== undefined && isSecretKey(key)) secretSince ??= level;
      if (key !== undefined && SCHEMA_WORDS.has(key)) schemaSince ??= level;
      key = undefined;
      level += 1;
    } else if (character === '}' || character === ']') {
      level -= 1;
      if (secretSince !== undefined && level <= secretSince) secretSince = undefined;
      if (schemaSince !== undefined && level <= schemaSince) schemaSince = undefined;
      named = undefined;
    } else if (character === ',') {
      key = undefined;
    }
    if (character !== '"') continue;
    const close = endOfString(text, at);
    const content = text.slice(at + 1, close);
    const after = skipWhiteSpace(text, close + 1);
    const isKey = text[after] === ':';
    const isSecret =
      !isKey &&
      ((secretSince !== undefined && schemaSince === undefined && !SCHEMA_WORDS.has(key ?? '')) ||
        (key !== undefined && (isSecretKey(key) || (isGrant && key === 'code'))) ||
        (key === 'value' && named !== undefined && treatmentOf(named) === 'secret'));
    const replacement = redactString(content, isSecret, secrets, depth);
    if (key === 'name' && !isKey) named = unescaped(content);
    if (replacement !== content) {
      out += text.slice(copied, at + 1) + replacement;
      copied = close;
    }
    key = isKey ? unescaped(content) : undefined;
    at = isKey ? after : close;
  }
  return out + text.slice(copied);
}

/** A token request in JSON: its `code` is the one that a form would hold (RFC 6749 section 4.1.3), elsewhere a word. */
const GRANT = /"grant_type"\s*:\s*"/;

/** A schema may describe a parameter that is called like a credential; what it says of it is none. */
const SCHEMA_WORDS: ReadonlySet<string> = new Set([
  '$ref',
  'anyOf',
  'description',
  'enum',
  'format',
  'pattern',
  'required',
  'title',
  'type',
]);

function skipWhiteSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && WHITE_SPACE.has(text[at] ?? '')) at += 1;
  return at;
}

const WHITE_SPACE: ReadonlySet<string> = new Set([' ', '\t', '\n', '\r']);

/** Index of the quote that ends the string opened at `open`; the text's length when none does. */
function endOfString(text: string, open: number): number {
  for (let at = open + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '"') return at;
  }
  return text.length;
}

/** What a JSON string's content becomes: masked under a credential's name, redacted inside when it is JSON itself. */
function redactString(content: string, isSecret: boolean, secrets: Secrets, depth: number): string {
  if (isSecret) return escaped(maskValue(unescaped(content), secrets));
  // An escape hides what it stands before or in: `\nsk-...`, `Bearer\u0020...`, quotes of JSON.
  if (!content.includes('\\')) return content;
  const inner = unescaped(content);
  const holdsJson = depth < DEEPEST_NESTING && inner.includes('"');
  const redacted = secrets.maskIn(holdsJson ? redactJson(inner, secrets, depth + 1) : inner);
  return redacted === inner ? content : escaped(redacted);
}

function unescaped(content: string): string {
  if (!content.includes('\\')) return content;
  try {
    return String(JSON.parse(`"${content}"`));
  } catch {
    return String(JSON.parse(`"${repaired(content)}"`));
  }
}

/** A string's content as JSON allows it: without control characters, and without backslashes that begin no escape. */
const repaired = (content: string): string =>
  content.replace(/\p{Cc}/gu, ' ').replace(/(\\(?:u[\dA-Fa-f]{4}|["\\/bfnrt]))|\\/g, '$1');

const escaped = (text: string): string => JSON.stringify(text).slice(1, -1);

/**
 * Masks a credential but keeps the scheme before it (RFC 9110 section 11.4): `Bearer [masked ...]`.
 */
export function maskValue(value: string, secrets: Secrets): string {
  const [scheme, secret] = splitScheme(value);
  return scheme + secrets.maskEverywhere(secret.trim());
}

/**
 * A query or a form without credentials (`application/x-www-form-urlencoded`); masks are percent-encoded.
 * @param text without the leading `?` or `#`
 */
export function redactParameters(text: string, secrets: Secrets, depth = 0): string {
  return text.replace(/[^&;]+/g, (pair) => {
    const equals = pair.indexOf('=');
    const name = equals === -1 ? '' : decodeParameter(pair.slice(0, equals));
    const value = decodeParameter(pair.slice(equals + 1));
    const maskedName = secrets.maskIn(name);
    const masked = isMadeUp(name)
      ? secrets.maskIfGenerated(value)
      : isSecretParameter(name)
        ? maskValue(value, secrets)
        : redactParameter(value, secrets, depth);
    if (masked === value && maskedName === name) return pair;
    return (equals === -1 ? '' : `${encoded(maskedName)}=`) + encoded(masked);
  });
}

const encoded = (text: string): string => encodeURIComponent(text.toWellFormed());

/** The value of a parameter that is no credential by its name; it may be an URL with parameters of its own. */
function redactParameter(value: string, secrets: Secrets, depth: number): string {
  if (!/^(?:[a-z][a-z0-9+.-]*:)?\/[^\s]*\?|:\/\//i.test(value)) return secrets.maskIn(value);
  return depth < DEEPEST_NESTING ? redactUrl(value, secrets, depth + 1) : secrets.maskIfGenerated(value);
}

/**
 * An URL without credentials in user information, query or fragment; other text is searched for them as text. URLs in its
 * parameters are followed as deep as JSON in strings; what is deeper is masked whole.
 */
export function redactUrl(url: string, secrets: Secrets, depth = 0): string {
  const hash = url.indexOf('#');
  const fragment = hash === -1 ? '' : url.slice(hash + 1);
  const beforeFragment = hash === -1 ? url : url.slice(0, hash);
  const question = beforeFragment.indexOf('?');
  const query = question === -1 ? '' : beforeFragment.slice(question + 1);
  const path = (question === -1 ? beforeFragment : beforeFragment.slice(0, question)).replace(
    /^((?:[a-z][a-z0-9+.-]*:)?\/\/)([^/]*)@/i,
    (_whole, scheme: string, userInfo: string) =>
      `${scheme}${encoded(secrets.maskEverywhere(decodeParameter(userInfo)))}@`,
  );
  const maskedPath = secrets.maskIn(path);
  const isUrl = maskedPath !== path && /^(?:[a-z][a-z0-9+.-]*:)?\//i.test(path);
  return (
    (isUrl ? withMasksEncoded(maskedPath) : maskedPath) +
    (question === -1 ? '' : `?${redactParameters(query, secrets, depth)}`) +
    (hash === -1
      ? ''
      : `#${fragment.includes('=') ? redactParameters(fragment, secrets, depth) : secrets.maskIn(fragment)}`)
  );
}
