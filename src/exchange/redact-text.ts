import { isSecretKey, isSecretParameter } from './credentials.ts';
import { decodeParameter } from './parameters.ts';
import type { Secrets } from './secrets.ts';

/**
 * A body's text without credentials, otherwise as it was: JSON keeps its spelling, broken JSON is redacted as far as it
 * goes, and event streams are JSON with lines around it.
 * @param mimeType lower case, without parameters
 */
export function redactBody(text: string, mimeType: string, secrets: Secrets): string {
  if (mimeType === 'application/x-www-form-urlencoded') return redactParameters(text, secrets);
  return secrets.maskIn(redactJson(text, secrets, 0));
}

/** JSON inside a JSON string inside a JSON string is followed this deep; deeper is masked by form only. */
const DEEPEST_NESTING = 4;

/**
 * Masks the string values of members named like a credential. Works on text, not on a parsed tree, so that numbers,
 * spacing, duplicate members and truncated bodies stay what they were. One pass: linear in the length.
 */
function redactJson(text: string, secrets: Secrets, depth: number): string {
  let out = '';
  let copied = 0;
  let key: string | undefined;
  for (let open = text.indexOf('"'); open !== -1; ) {
    const close = endOfString(text, open);
    const content = text.slice(open + 1, close);
    let after = close + 1;
    while (after < text.length && WHITE_SPACE.has(text[after] ?? '')) after += 1;
    if (text[after] === ':') {
      key = unescaped(content);
      open = text.indexOf('"', after);
      // A value that is not a string belongs to nobody's key.
      if (open !== -1 && text.slice(after + 1, open).trim() !== '') key = undefined;
      continue;
    }
    const replacement = redactString(content, key, secrets, depth);
    if (replacement !== content) {
      out += text.slice(copied, open + 1) + replacement;
      copied = close;
    }
    key = undefined;
    open = text.indexOf('"', close + 1);
  }
  return out + text.slice(copied);
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
function redactString(content: string, key: string | undefined, secrets: Secrets, depth: number): string {
  if (key !== undefined && isSecretKey(key)) return escaped(maskValue(unescaped(content), secrets));
  if (depth >= DEEPEST_NESTING || !content.includes('\\"')) return content;
  const inner = unescaped(content);
  const redacted = redactJson(inner, secrets, depth + 1);
  return redacted === inner ? content : escaped(redacted);
}

function unescaped(content: string): string {
  if (!content.includes('\\')) return content;
  try {
    return String(JSON.parse(`"${content}"`));
  } catch {
    return content;
  }
}

const escaped = (text: string): string => JSON.stringify(text).slice(1, -1);

/**
 * Masks a credential but keeps the scheme before it (RFC 9110 section 11.4): `Bearer [masked ...]`.
 */
export function maskValue(value: string, secrets: Secrets): string {
  const [, scheme = '', secret = value] =
    /^((?:Bearer|Basic|Digest|DPoP|Token|ApiKey)\s+)(\S.*)$/is.exec(value) ?? [];
  return scheme + secrets.mask(secret.trim());
}

/**
 * A query or a form without credentials (`application/x-www-form-urlencoded`); masks are percent-encoded.
 * @param text without the leading `?` or `#`
 */
function redactParameters(text: string, secrets: Secrets): string {
  return text
    .split('&')
    .map((pair) => {
      const equals = pair.indexOf('=');
      if (equals === -1) return pair;
      const value = decodeParameter(pair.slice(equals + 1));
      const masked = isSecretParameter(decodeParameter(pair.slice(0, equals)))
        ? maskValue(value, secrets)
        : value.includes('://')
          ? redactUrl(value, secrets)
          : secrets.maskIn(value);
      return masked === value ? pair : `${pair.slice(0, equals)}=${encodeURIComponent(masked)}`;
    })
    .join('&');
}

/** An URL without credentials in user information, query or fragment; other text is searched for them as text. */
export function redactUrl(url: string, secrets: Secrets): string {
  const hash = url.indexOf('#');
  const fragment = hash === -1 ? '' : url.slice(hash + 1);
  const beforeFragment = hash === -1 ? url : url.slice(0, hash);
  const question = beforeFragment.indexOf('?');
  const query = question === -1 ? '' : beforeFragment.slice(question + 1);
  const path = (question === -1 ? beforeFragment : beforeFragment.slice(0, question)).replace(
    /^([a-z][a-z0-9+.-]*:\/\/)([^/@]*)@/i,
    (_whole, scheme: string, userInfo: string) =>
      `${scheme}${encodeURIComponent(secrets.mask(decodeParameter(userInfo)))}@`,
  );
  return (
    secrets.maskIn(path) +
    (question === -1 ? '' : `?${redactParameters(query, secrets)}`) +
    (hash === -1
      ? ''
      : `#${fragment.includes('=') ? redactParameters(fragment, secrets) : secrets.maskIn(fragment)}`)
  );
}
