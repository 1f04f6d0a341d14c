import { MASK_LIKE } from '../../exchange/mask.ts';
import { memoizeText } from '../../exchange/memoize.ts';
import { type Cleaning, createCleaning } from './cleaning.ts';
import { cleanMask } from './mask.ts';
import { HEXADECIMAL, isPublicWord } from './public-words.ts';

/** Stands where something was taken out of a sentence. */
export const LEFT_OUT = '[left out]';

/** Longer texts are cut; LiteLLM's own are far shorter. */
const LONGEST = 4_000;

/** MCP's versions: dates, and so they would go out with other numbers. */
const VERSIONS = '2024-11-05|2025-03-26|2025-06-18|2025-11-25|2026-07-28|2\\.0(?![\\d.])';

/** What may stand between two digits of a number, unless a version begins there. */
const BETWEEN = String.raw`[\s\p{Pd}.,:;\/()_*~+|]{0,4}(?!(?:${VERSIONS})(?![\p{L}\p{N}-]))`;

/** When a limit resets: a day and a time of day, which no telephone and no card is. */
const TIME = String.raw`20\d\d-[01]\d-[0-3]\d[ T][0-2]\d:[0-5]\d:[0-5]\d(?:\.\d{1,6})?(?:Z|[+-]\d\d:?\d\d)?`;

/** A limit by what it is called, or by what it counts; longer numbers are nobody's limit. */
const LIMIT = String.raw`(?:(?:[Ll]imit|[Rr]emaining)(?: of| is)?:? \d{1,6}|[Mm]aximum(?: length)?(?: of| is)?:? \d{1,8})|\d{1,8} (?:bytes?|characters|requests|seconds|tokens|tools)`;

/** What a text is made of, first match first: masks, URLs, versions, times, limits, numbers with signs between them, words with signs inside them. */
const PIECES = new RegExp(
  [
    `(?<mask>${MASK_LIKE})`,
    String.raw`(?<url>[a-z][a-z0-9+.-]{1,20}:\/\/[^\s'"<>\x60)\]}]+)`,
    String.raw`(?<![\p{L}\p{N}.-])(?<version>${VERSIONS})(?![\p{L}\p{N}-])`,
    String.raw`(?<![\p{L}\p{N}_@%.\\-])(?<time>${TIME})(?!${BETWEEN}\d|[\p{L}\p{N}_@%\\-])`,
    String.raw`(?<![\p{L}\p{N}_@%.\\-])(?<limit>${LIMIT})(?!${BETWEEN}\d|[\p{L}\p{N}_@%\\])`,
    String.raw`(?<![\p{L}\p{N}_@%.\\-])(?<amount>\d{1,4}(?:\.\d{1,3})?(?:ms|s|kB|MB|%))(?![\p{L}\p{N}_@%\\])`,
    String.raw`(?<number>[+-]?\(?\d(?:${BETWEEN}\d)*)(?<tail>[\p{L}\p{M}_@%\\][\p{L}\p{M}\p{N}_@%\\/.~+-]*)?`,
    String.raw`(?<run>[\p{L}\p{M}\p{N}_@%\\/.~+-]+)`,
    String.raw`(?<other>[^\p{L}\p{M}\p{N}_@%\\/.~+-])`,
  ].join('|'),
  'gu',
);

/**
 * A free text of which only plain words, punctuation, small numbers and known names stay: names of tools and servers,
 * methods, and the addresses that the exchange shows anyway. LiteLLM's wordings stay what they were.
 */
export function prose(text: string, cleaning: Cleaning): string {
  return text.length <= SHORT && isPlainProse(text) ? text : cleanProse(text, cleaning);
}

/** What is said over and over. */
const SHORT = 200;

/** Whether all of it stays, whatever names are known. */
const isPlainProse = memoizeText((text) => cleanProse(text, KNOWS_NOTHING) === text);
const KNOWS_NOTHING = createCleaning('left out');

function cleanProse(text: string, cleaning: Cleaning): string {
  // What can't be seen may hide what a word is made of: of text in UTF-16 every second character.
  const shown = text
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(UNSEEN, '')
    .replace(INPUT, `$1${LEFT_OUT}$2`)
    .slice(0, LONGEST);
  const out: string[] = [];
  for (const { groups = {} } of shown.matchAll(PIECES)) out.push(cleanPiece(groups, cleaning));
  const cleaned = out.join('').replaceAll(REPEATED, LEFT_OUT);
  if (cleaned === text) return text;
  cleaning.removed(
    'words of error texts',
    Math.max(1, text.length - cleaned.replaceAll(LEFT_OUT, '').length),
  );
  return text.length > LONGEST ? `${cleaned}… ${LEFT_OUT}` : cleaned;
}

const UNSEEN = /(?![\n\t])[\p{C}\p{Default_Ignorable_Code_Point}]/gu;

/** Pydantic quotes what it was given, which is what a tool is given. */
const INPUT = /(\binput_value=).*?(, input_type\b|$)/gs;

/** What is taken out in a row is one gap. */
const REPEATED = /\[left out\](?:[ ,.:;/'"-]{0,3}\[left out\])+/g;

type Groups = Readonly<Record<string, string | undefined>>;

function cleanPiece(
  { mask, url, version, time, limit, amount, number, tail, run, other = '' }: Groups,
  cleaning: Cleaning,
): string {
  if (mask !== undefined) return cleanMask(mask) ?? LEFT_OUT;
  if (url !== undefined) return cleanLink(url, cleaning);
  const plain = version ?? time ?? limit ?? amount;
  if (plain !== undefined) return plain;
  if (number !== undefined) return cleanNumber(number, tail, cleaning);
  if (run !== undefined) return cleanRun(run, cleaning);
  return other;
}

function cleanLink(url: string, cleaning: Cleaning): string {
  const end = /[.,;:!?]*$/.exec(url)?.[0] ?? '';
  const link = url.slice(0, url.length - end.length);
  if (cleaning.knows(link)) return url;
  return (cleaning.knownOrigin(link) ?? LEFT_OUT) + end;
}

/** Five digits, whatever stands between them, tell no telephone, card or account; JSON-RPC's codes have five. An address of IPv4 may have four. */
const isSmall = (number: string): boolean =>
  number.replace(/\D/g, '').length <= 5 && !/\d(?:\.\d+){3}/.test(number);

/** A number that a word goes on from is part of that word. */
function cleanNumber(number: string, tail: string | undefined, cleaning: Cleaning): string {
  if (tail === undefined) return isSmall(number) || cleaning.knows(number) ? number : LEFT_OUT;
  return isSmall(number) || cleaning.knows(number + tail) ? cleanRun(number + tail, cleaning) : LEFT_OUT;
}

function cleanRun(run: string, cleaning: Cleaning): string {
  if (cleaning.knows(run)) return run;
  const [, before = '', core = '', after = ''] = /^([_./~+-]*)(.*?)([_./~+%-]*)$/su.exec(run) ?? [];
  if (core === '' || cleaning.knows(core) || isPlain(core)) return before + core + after;
  return LEFT_OUT + (after.startsWith('.') ? '.' : '');
}

/** A word or a number, or several that `_` or `-` joins; the dotted name of an error's class. */
function isPlain(core: string): boolean {
  if (/^\d{1,5}$/.test(core) || EXCEPTION.test(core) || isPublicWord(core)) return true;
  const words = core.split(/[_-]/);
  return words.length <= MOST_JOINED && words.every(isWord);
}

const MOST_JOINED = 5;
const EXCEPTION =
  /^(?:[a-z]{1,20}\.){0,4}[A-Z][A-Za-z]{2,30}(?:Error|Exception|Timeout|Request|Group|Message)$/;

/** Letters as people write them: `word`, `Word`, `WORD`. */
const WORD = /^(?:\p{Lu}{1,12}|\p{Lu}?[\p{Ll}\p{Lo}\p{M}]+)$/u;

/** Names with capitals inside, which random letters have too. */
const SPELLED_SO: ReadonlySet<string> = new Set(
  `LiteLLM litellm OAuth GitHub GitLab OpenAI OpenID JavaScript NoneType PostgreSQL MongoDB WebSocket
  JSONDecode FastAPI HTTPStatus TaskGroup IPs URLs URIs JWTs IDs APIs SSLContext McpSession`.split(/\s+/),
);

const isWord = (text: string): boolean =>
  text.length <= 20 && (WORD.test(text) || SPELLED_SO.has(text)) && !HEXADECIMAL.test(text);
