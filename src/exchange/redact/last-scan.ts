/** A credential of the recording is still in a text that was to leave. The message names its mask, never the value. */
export class CredentialLeft extends Error {}

/** Finds credentials in text that was to hold none. */
export interface LastScan {
  /** Notes a credential and how it is shown. */
  remember(secret: string, mask: string): void;
  /** @throws CredentialLeft when a noted one is in the text raw, percent-encoded, escaped as in JSON, or in base64 */
  assertNoneIn(text: string): void;
  /** Forgets what was not noted since the last time. */
  nextGeneration(): void;
}

/**
 * Compares windows of four bytes of UTF-8 by hash, so that time grows with the text and not with the number of credentials.
 * The text is read as it is, and with its escapes undone.
 */
export function createLastScan(): LastScan {
  let recent = { noted: new Set<string>(), index: createIndex() };
  let older: typeof recent | undefined;
  // One for all texts: making and clearing one for each takes longer than the search.
  let scratch = new Uint8Array(0);
  return {
    remember(secret, mask) {
      if (recent.noted.has(secret) || !isTelling(secret)) return;
      recent.noted.add(secret);
      for (const form of formsOf(secret)) recent.index.add(form, mask);
    },
    nextGeneration() {
      older = recent;
      recent = { noted: new Set(), index: createIndex() };
    },
    assertNoneIn(text) {
      if (recent.noted.size + (older?.noted.size ?? 0) === 0) return;
      // UTF-8 takes three bytes for a unit of UTF-16 at most.
      if (scratch.length < text.length * 3) scratch = new Uint8Array(text.length * 6);
      const bytes = scratch.subarray(0, encoder.encodeInto(text, scratch).written);
      const find = (read: Uint8Array) => recent.index.find(read) ?? older?.index.find(read);
      const mask = find(bytes) ?? find(undoEscapes(bytes));
      if (mask === undefined) return;
      throw new CredentialLeft(
        `A credential of this recording is still in the text, the one shown as ${mask}. Leave out the request that has it, and please report this.`,
      );
    },
  };
}

const SHORTEST = 6;

/** Whether finding a value says something: words, names and dates stand in many places. */
function isTelling(value: string): boolean {
  // Looking behind tries each row of signs once, not once from each of them.
  const secret = value.replace(/^[^\p{L}\p{N}]+|(?<=[\p{L}\p{N}])[^\p{L}\p{N}]+$/gu, '');
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
function formsOf(secret: string): readonly Uint8Array[] {
  const plain = [secret, secret.replaceAll(' ', '+'), ...piecesOf(secret)];
  const written = [...new Set([...plain, ...base64Of(binaryOf(secret))])].map((form) => encoder.encode(form));
  // Of nothing else is anything undone.
  const read = plain.some((form) => MAY_BE_ESCAPED.test(form))
    ? [...plain, JSON.stringify(secret).slice(1, -1)].map((form) => undoEscapes(encoder.encode(form)))
    : [];
  return [...written, ...read].filter((form) => form.length >= SHORTEST && isTelling(decoder.decode(form)));
}

const MAY_BE_ESCAPED = /[%\\"]|[^ -\u{10ffff}]|\p{Cs}/u;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** The bytes of a text as `btoa` wants them. */
const binaryOf = (text: string): string =>
  /^[ -~]*$/.test(text)
    ? text
    : Array.from(encoder.encode(text), (byte) => String.fromCharCode(byte)).join('');

/** What is a credential by itself: the password of Basic, a JWT's claims and signature. */
function piecesOf(secret: string): readonly string[] {
  const [, payload = '', signature = ''] = /^eyJ[\w-]*\.([\w-]{16,})\.([\w-]{16,})$/.exec(secret) ?? [];
  const [, password = ''] = /^[^:"[{]*:([ -~]{6,})$/.exec(decodedBase64(secret)) ?? [];
  return [payload, signature, ...(isTelling(password) ? [password] : [])].filter((piece) => piece !== '');
}

function decodedBase64(text: string): string {
  try {
    return /^[\w+/-]{8,}={0,2}$/.test(text) ? atob(text.replaceAll('-', '+').replaceAll('_', '/')) : '';
  } catch {
    return '';
  }
}

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

const BACKSLASH = 0x5c;
const PERCENT = 0x25;

/** JSON's escapes and percent-encoding undone in place, however often they were applied. What else has a backslash loses it. */
function undoEscapes(bytes: Uint8Array): Uint8Array {
  let length = 0;
  let isNew = false;
  for (let at = 0; at < bytes.length; at += 1) {
    let code = bytes[at] as number;
    if (code === PERCENT) {
      // A percent sign that is encoded itself.
      let digits = at + 1;
      while (bytes[digits] === 0x32 && bytes[digits + 1] === 0x35 && hexAt(bytes, digits + 2, 2) >= 0)
        digits += 2;
      const value = hexAt(bytes, digits, 2);
      if (value >= 0) [code, at, isNew] = [value, digits + 1, isNew || isEscape(value)];
    } else if (code === BACKSLASH) {
      if (bytes[at + 1] === BACKSLASH) continue;
      const value = bytes[at + 1] === SMALL_U ? hexAt(bytes, at + 2, 4) : -1;
      if (value < 0) continue;
      [at, isNew] = [at + 5, isNew || isEscape(value)];
      if (value > 0x7f) {
        length = writeUtf8(bytes, length, value);
        continue;
      }
      code = value;
    }
    bytes[length] = code;
    length += 1;
  }
  const undone = bytes.subarray(0, length);
  return isNew && length < bytes.length ? undoEscapes(undone) : undone;
}

const isEscape = (value: number): boolean => value === BACKSLASH || value === PERCENT;

/** Writes a character of two or three bytes where its six stood. @returns where the next one goes */
function writeUtf8(bytes: Uint8Array, at: number, code: number): number {
  const isShort = code < 0x800;
  if (!isShort) bytes[at] = 0xe0 | (code >>> 12);
  const from = isShort ? at : at + 1;
  bytes[from] = isShort ? 0xc0 | (code >>> 6) : 0x80 | ((code >>> 6) & 0x3f);
  bytes[from + 1] = 0x80 | (code & 0x3f);
  return from + 2;
}

const SMALL_U = 0x75;

function hexAt(bytes: Uint8Array, from: number, digits: number): number {
  let value = 0;
  for (let at = from; at < from + digits; at += 1) {
    const code = bytes[at] ?? 0;
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
  add(form: Uint8Array, mask: string): void;
  /** The mask of the first form that stands in a text. */
  find(bytes: Uint8Array): string | undefined;
}

/** A form, and where in it the window begins by which it is found. */
interface Form {
  readonly bytes: Uint8Array;
  readonly offset: number;
  readonly mask: string;
}

/** So many bytes a window has. Every second one of a text is looked at, so that a form is found by one of two. */
const WINDOW = 4;
const STEP = 2;
const MOST_WINDOWS = 24;
/** So many hashes that most windows of a text are told by one bit; a table that fits a processor's nearer memory. */
const BITS = 20;

/** Forms by the hash of some of their bytes; a bit for each hash keeps most windows from being looked up. */
function createIndex(): Index {
  const seen = new Uint8Array(1 << (BITS - 3));
  const byHash = new Map<number, Form[]>();

  const addAt = (form: Form): void => {
    const hash = hashAt(form.bytes, form.offset);
    const bit = hash >>> (32 - BITS);
    seen[bit >>> 3] = (seen[bit >>> 3] ?? 0) | (1 << (bit & 7));
    const others = byHash.get(hash);
    if (others) others.push(form);
    else byHash.set(hash, [form]);
  };

  /** Keys begin alike: of the windows an even number of bytes apart that which the fewest others have. */
  const rarestFrom = (first: number, bytes: Uint8Array): number => {
    let rarest = { offset: first, others: Number.POSITIVE_INFINITY };
    const last = Math.min(bytes.length - WINDOW, MOST_WINDOWS);
    for (let offset = first; offset <= last; offset += STEP) {
      const others = byHash.get(hashAt(bytes, offset))?.length ?? 0;
      if (others < rarest.others) rarest = { offset, others };
    }
    return rarest.offset;
  };

  return {
    add(bytes, mask) {
      for (let first = 0; first < STEP; first += 1) addAt({ bytes, offset: rarestFrom(first, bytes), mask });
    },
    find(bytes) {
      const pairs = new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.length >> 1);
      let before = pairs[0] as number;
      for (let at = 1; at < pairs.length; at += 1) {
        const pair = pairs[at] as number;
        const hash = hashOf(before, pair);
        before = pair;
        const bit = hash >>> (32 - BITS);
        if (((seen[bit >>> 3] as number) & (1 << (bit & 7))) === 0) continue;
        const found = formAt(byHash.get(hash), bytes, (at - 1) * STEP);
        if (found) return found.mask;
      }
      return undefined;
    },
  };
}

const SPREAD = 0x9e3779b1;

/** The hash of four bytes, given as two numbers of two. */
const hashOf = (first: number, second: number): number => Math.imul(first | (second << 16), SPREAD);

/** In whatever order the machine has the bytes of a number. */
function hashAt(bytes: Uint8Array, from: number): number {
  const byte = (place: number): number => bytes[from + place] ?? 0;
  return LOW_FIRST
    ? hashOf(byte(0) | (byte(1) << 8), byte(2) | (byte(3) << 8))
    : hashOf((byte(0) << 8) | byte(1), (byte(2) << 8) | byte(3));
}

const LOW_FIRST = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

/** No closure: in the loop over the text each of its turns would make one. */
function formAt(forms: readonly Form[] = [], bytes: Uint8Array, at: number): Form | undefined {
  for (const form of forms) if (standsAt(form, bytes, at)) return form;
  return undefined;
}

function standsAt({ bytes: form, offset }: Form, bytes: Uint8Array, at: number): boolean {
  const begin = at - offset;
  if (begin < 0 || begin + form.length > bytes.length) return false;
  for (let next = 0; next < form.length; next += 1) if (form[next] !== bytes[begin + next]) return false;
  return true;
}
