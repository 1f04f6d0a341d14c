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
 * text is read as it is, and with its escapes undone.
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
      const codes = codesOf(text);
      const mask = index.find(codes) ?? index.find(unescaped(codes));
      if (mask === undefined) return;
      throw new CredentialLeft(
        `Nothing was saved: a credential of this recording is still in the text, the one shown as ${mask}. Leave out the request that has it, and please report this.`,
      );
    },
  };
}

const SHORTEST = 6;

/** Whether finding a value says something: words, names and dates stand in many places. */
function isTelling(value: string): boolean {
  const secret = value.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
  if (secret.length < SHORTEST || WORD_OF_STANDARDS.test(secret)) return false;
  // Tools, models and servers are called `echo_v2`, `gpt-4o` and `postgres15`.
  if (secret.length < 12 && !(/[a-z]/.test(secret) && /[A-Z]/.test(secret) && /\d/.test(secret)))
    return false;
  if (/^[\d\s.:/-]*$/.test(secret)) return secret.replace(/\D/g, '').length >= 14;
  if (/^\p{L}+(?:[\s_./:-]+\p{L}+)*$/u.test(secret))
    return secret.length >= 20 || /[a-z][A-Z].*[a-z][A-Z]/.test(secret);
  return true;
}

const WORD_OF_STANDARDS =
  /^(?:oauth\d|[a-z]{2}\d{3}|sha-?\d{3}|http\/\d(?:\.\d)?|localhost:\d{1,5}|https?:\/\/\S*|(?:localhost|\d{1,3}(?:\.\d{1,3}){3})(?::\d{1,5})?(?:\/[\w./-]*)?)$/i;

/** A credential in the forms in which it may stand in text without its escapes. */
function formsOf(secret: string): ReadonlySet<string> {
  const utf8 = bytesOf(secret);
  const plain = [secret, utf8, secret.replaceAll(' ', '+'), ...piecesOf(secret)];
  const decoded = [...plain, JSON.stringify(secret).slice(1, -1)].map((form) =>
    textOf(unescaped(codesOf(form))),
  );
  return new Set(
    [...plain, ...decoded, ...base64Of(utf8)].filter((form) => form.length >= SHORTEST && isTelling(form)),
  );
}

/** Piece by piece: a call takes no more than some hundred thousand arguments. */
function textOf(codes: Uint16Array): string {
  let text = '';
  for (let at = 0; at < codes.length; at += 8192)
    text += String.fromCharCode(...codes.subarray(at, at + 8192));
  return text;
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

/** JSON's escapes and percent-encoding undone, however often they were applied. What else has a backslash loses it. */
function unescaped(codes: Uint16Array): Uint16Array {
  const out = new Uint16Array(codes.length);
  let length = 0;
  let isNew = false;
  for (let at = 0; at < codes.length; at += 1) {
    let code = codes[at] as number;
    if (code === PERCENT) {
      // A percent sign that is encoded itself.
      let digits = at + 1;
      while (codes[digits] === 0x32 && codes[digits + 1] === 0x35 && hexAt(codes, digits + 2, 2) >= 0)
        digits += 2;
      const value = hexAt(codes, digits, 2);
      if (value >= 0)
        [code, at, isNew] = [value, digits + 1, isNew || value === BACKSLASH || value === PERCENT];
    } else if (code === BACKSLASH) {
      if (codes[at + 1] === BACKSLASH) continue;
      const value = codes[at + 1] === SMALL_U ? hexAt(codes, at + 2, 4) : -1;
      if (value < 0) continue;
      [code, at, isNew] = [value, at + 5, isNew || value === BACKSLASH || value === PERCENT];
    }
    out[length] = code;
    length += 1;
  }
  const undone = out.subarray(0, length);
  return isNew && length < codes.length ? unescaped(undone) : undone;
}

const SMALL_U = 0x75;

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

/** A form, and where in it the window begins by which it is found. */
interface Form {
  readonly codes: Uint16Array;
  readonly offset: number;
  readonly mask: string;
}

const MOST_WINDOWS = 24;
const BITS = 22;

/** Forms by the hash of six of their characters; a bit for each hash keeps most windows from being looked up. */
function createIndex(): Index {
  const seen = new Uint8Array(1 << (BITS - 3));
  const byHash = new Map<number, Form[]>();
  return {
    add(form, mask) {
      const codes = codesOf(form);
      // Keys begin alike: the window that the fewest others have.
      const windows = Array.from(
        { length: Math.min(codes.length - SHORTEST + 1, MOST_WINDOWS) },
        (_, offset) => {
          const hash = sumAt(codes, offset) >>> (32 - BITS);
          return { offset, hash, others: byHash.get(hash) ?? [] };
        },
      );
      const [rarest] = windows.sort((one, other) => one.others.length - other.others.length);
      if (!rarest) return;
      const { offset, hash, others } = rarest;
      seen[hash >>> 3] = (seen[hash >>> 3] ?? 0) | (1 << (hash & 7));
      byHash.set(hash, others);
      others.push({ codes, offset, mask });
    },
    find(codes) {
      const last = codes.length - SHORTEST;
      let rolling = last < 0 ? 0 : sumAt(codes, 0);
      for (let at = 0; at <= last; at += 1) {
        const hash = rolling >>> (32 - BITS);
        if (((seen[hash >>> 3] as number) & (1 << (hash & 7))) !== 0) {
          const found = byHash.get(hash)?.find((form) => standsAt(form, codes, at));
          if (found) return found.mask;
        }
        // The window moves on by one character.
        rolling =
          (Math.imul(rolling - Math.imul(codes[at] as number, LEAVING), FACTOR) +
            (codes[at + SHORTEST] as number)) |
          0;
      }
      return undefined;
    },
  };
}

const FACTOR = 0x9e3779b1;
/** What the first of six characters was multiplied with. */
const LEAVING = Array.from({ length: SHORTEST - 1 }).reduce<number>((power) => Math.imul(power, FACTOR), 1);

function sumAt(codes: Uint16Array, at: number): number {
  let sum = 0;
  for (let next = at; next < at + SHORTEST; next += 1)
    sum = (Math.imul(sum, FACTOR) + (codes[next] ?? 0)) | 0;
  return sum;
}

function standsAt({ codes: form, offset }: Form, codes: Uint16Array, at: number): boolean {
  const begin = at - offset;
  if (begin < 0 || begin + form.length > codes.length) return false;
  for (let next = 0; next < form.length; next += 1) if (form[next] !== codes[begin + next]) return false;
  return true;
}
