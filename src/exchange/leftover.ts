/** A credential of the recording is still in a text that was to leave. The message names its mask, never the value. */
export class CredentialLeft extends Error {}

/** Finds credentials in text that was to hold none. */
export interface Leftover {
  /** Notes a credential and how it is shown. */
  note(secret: string, mask: string): void;
  /** @throws CredentialLeft when a noted one is in the text raw, percent-encoded, escaped as in JSON, or in base64 */
  check(text: string): void;
}

/**
 * Compares windows of six characters by hash, so that time grows with the text and not with the number of credentials. The
 * text is read as it is, and with its escapes undone, layer by layer.
 */
export function createLeftover(): Leftover {
  const noted = new Set<string>();
  const index = createIndex();
  return {
    note(secret, mask) {
      if (noted.has(secret) || !isTelling(secret)) return;
      noted.add(secret);
      for (const form of formsOf(secret)) index.add(form, mask);
    },
    check(text) {
      if (noted.size === 0) return;
      let codes = codesOf(text);
      for (let layer = 0; layer <= MOST_LAYERS; layer += 1) {
        const mask = index.find(codes);
        if (mask !== undefined)
          throw new CredentialLeft(
            `Nothing was saved: a credential of this recording is still in the text, the one shown as ${mask}. Please report this; leave out the request that has it.`,
          );
        const next = unescaped(codes);
        if (next.length === codes.length) return;
        codes = next;
      }
    },
  };
}

/** JSON in JSON in a file, with an URL in it. */
const MOST_LAYERS = 5;

const SHORTEST = 6;

/** Whether finding a value says something: words, names and dates stand in many places. */
function isTelling(secret: string): boolean {
  if (secret.length < SHORTEST || WORD_OF_STANDARDS.test(secret)) return false;
  if (/^[\d\s.:/-]*$/.test(secret)) return secret.replace(/\D/g, '').length >= 14;
  if (/^\p{L}+(?:[\s_./:-]+\p{L}+)*$/u.test(secret))
    return secret.length >= 20 || /[a-z][A-Z].*[a-z][A-Z]/.test(secret);
  return true;
}

const WORD_OF_STANDARDS =
  /^(?:oauth\d|[a-z]{2}\d{3}|sha-?\d{3}|http\/\d(?:\.\d)?|localhost:\d{1,5}|https?:\/\/\S*)$/i;

/** A credential in the forms in which it may stand in text without its escapes. */
function formsOf(secret: string): ReadonlySet<string> {
  const utf8 = bytesOf(secret);
  const plain = [secret, utf8, secret.replaceAll(' ', '+'), ...piecesOf(secret)];
  const decoded = plain.map((form) => String.fromCharCode(...unescaped(codesOf(form))));
  return new Set([...plain, ...decoded, ...base64Of(utf8)].filter((form) => form.length >= SHORTEST));
}

/** What is a credential by itself: the password of Basic, a JWT's claims and signature. */
function piecesOf(secret: string): readonly string[] {
  const [, payload = '', signature = ''] = /^eyJ[\w-]*\.([\w-]{16,})\.([\w-]{16,})$/.exec(secret) ?? [];
  const [, password = ''] = /^[^:]*:([ -~]{6,})$/.exec(decodedBase64(secret)) ?? [];
  return [payload, signature, ...(isTelling(password) ? [password] : [])].filter((piece) => piece !== '');
}

function decodedBase64(text: string): string {
  try {
    return /^[\w+/-]{8,}={0,2}$/.test(text) ? atob(text.replaceAll('-', '+').replaceAll('_', '/')) : '';
  } catch {
    return '';
  }
}

const bytesOf = (text: string): string =>
  Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join('');

/** The characters of base64 that a value alone decides, for each of the three places at which it may begin. */
function base64Of(bytes: string): readonly string[] {
  if (bytes.length < 8) return [];
  return [0, 1, 2].flatMap((offset) => {
    const begin = Math.ceil((offset * 8) / 6);
    const end = Math.floor(((offset + bytes.length) * 8) / 6);
    const core = btoa('\0'.repeat(offset) + bytes).slice(begin, end);
    return core.length < 8 ? [] : [core, core.replaceAll('+', '-').replaceAll('/', '_')];
  });
}

function codesOf(text: string): Uint16Array {
  const codes = new Uint16Array(text.length);
  for (let at = 0; at < text.length; at += 1) codes[at] = text.charCodeAt(at);
  return codes;
}

const BACKSLASH = 0x5c;
const PERCENT = 0x25;

/** One layer of JSON's escapes and percent-encoding undone. As long as before when there is none. */
function unescaped(codes: Uint16Array): Uint16Array {
  if (!codes.includes(BACKSLASH) && !codes.includes(PERCENT)) return codes;
  const out = new Uint16Array(codes.length);
  let length = 0;
  for (let at = 0; at < codes.length; at += 1) {
    const code = codes[at] ?? 0;
    let decoded = code;
    if (code === PERCENT) {
      const value = hexAt(codes, at + 1, 2);
      if (value >= 0) [decoded, at] = [value, at + 2];
    } else if (code === BACKSLASH && at + 1 < codes.length) {
      const value = codes[at + 1] === 0x75 ? hexAt(codes, at + 2, 4) : -1;
      [decoded, at] =
        value >= 0 ? [value, at + 5] : [CONTROLS.get(codes[at + 1] ?? 0) ?? codes[at + 1] ?? 0, at + 1];
    }
    out[length] = decoded;
    length += 1;
  }
  return out.subarray(0, length);
}

/** `\b \f \n \r \t`. */
const CONTROLS: ReadonlyMap<number, number> = new Map(
  [...'bfnrt'].map((letter, at) => [letter.charCodeAt(0), [8, 12, 10, 13, 9][at] ?? 0]),
);

function hexAt(codes: Uint16Array, from: number, digits: number): number {
  let value = 0;
  for (let at = from; at < from + digits; at += 1) {
    const code = codes[at] ?? 0;
    const digit =
      code >= 0x30 && code <= 0x39
        ? code - 0x30
        : (code | 0x20) >= 0x61 && (code | 0x20) <= 0x66
          ? (code | 0x20) - 0x57
          : -1;
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}

interface Index {
  add(form: string, mask: string): void;
  /** The mask of the first form that stands in a text. */
  find(codes: Uint16Array): string | undefined;
}

const BITS = 22;

/** Forms by the hash of their first six characters; a bit for each hash keeps most windows from being looked up. */
function createIndex(): Index {
  const seen = new Uint8Array(1 << (BITS - 3));
  const byHash = new Map<number, { readonly form: Uint16Array; readonly mask: string }[]>();
  return {
    add(form, mask) {
      const codes = codesOf(form);
      const hash = hashAt(codes, 0);
      seen[hash >>> 3] = (seen[hash >>> 3] ?? 0) | (1 << (hash & 7));
      const others = byHash.get(hash);
      if (others) others.push({ form: codes, mask });
      else byHash.set(hash, [{ form: codes, mask }]);
    },
    find(codes) {
      for (let at = 0; at + SHORTEST <= codes.length; at += 1) {
        const hash = hashAt(codes, at);
        if (((seen[hash >>> 3] ?? 0) & (1 << (hash & 7))) === 0) continue;
        const found = byHash.get(hash)?.find(({ form }) => standsAt(form, codes, at));
        if (found) return found.mask;
      }
      return undefined;
    },
  };
}

function hashAt(codes: Uint16Array, at: number): number {
  let hash = 0;
  for (let next = at; next < at + SHORTEST; next += 1)
    hash = Math.imul(hash ^ (codes[next] ?? 0), 0x9e3779b1) + 0x7f4a7c15;
  return (hash >>> (32 - BITS)) & ((1 << BITS) - 1);
}

function standsAt(form: Uint16Array, codes: Uint16Array, at: number): boolean {
  if (at + form.length > codes.length) return false;
  for (let next = 0; next < form.length; next += 1) if (form[next] !== codes[at + next]) return false;
  return true;
}
