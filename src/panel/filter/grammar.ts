/** The keys a filter term may name. */
const KEYS = [
  'status',
  'method',
  'rpc',
  'tool',
  'server',
  'rule',
  'level',
  'hop',
  'kind',
  'auth',
  'by',
] as const;
export type Key = (typeof KEYS)[number];

/** One condition. Without a key it looks at the URL, headers and bodies. */
export interface Term {
  readonly key?: Key;
  readonly pattern: RegExp;
  readonly negated: boolean;
}

export interface Filter {
  /** All of them must hold. */
  readonly terms: readonly Term[];
  /** Why part of the text could not be read, one line; that part filters nothing. */
  readonly problem?: string;
}

// [1] minus, [2] key, [3] quoted value, [4] regular expression, [5] bare word
const TOKEN = new RegExp(
  `\\s*(-?)(?:(${KEYS.join('|')}):)?(?:"((?:[^"\\\\]|\\\\.)*)(?:"|$)|/((?:[^/\\\\]|\\\\.)+)/(?=\\s|$)|(\\S*))`,
  'iy',
);

/**
 * Reads the filter box: terms separated by blanks, all of which must hold.
 * `key:value` (value exact, `*` stands for anything, `x` in a status for any digit), `/regular expression/`, any
 * other text as text; `"quotes"` keep blanks together and a leading `-` turns a term round. Case does not matter; `^` and `$`
 * stand for the ends of a line, as of a header.
 */
export function parseFilter(text: string): Filter {
  const terms: Term[] = [];
  let problem: string | undefined;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.trimEnd().length) {
    const [, minus, key, quoted, expression, bare] = TOKEN.exec(text) ?? [];
    const value = quoted?.replace(/\\(.)/g, '$1') ?? bare ?? '';
    const negated = minus === '-';
    try {
      if (expression !== undefined) terms.push(term(negated, key, new RegExp(expression, 'im')));
      else if (value)
        terms.push(term(negated, key, key ? wholeValue(key, value) : new RegExp(literal(value), 'i')));
    } catch {
      problem = `/${expression}/ is not a regular expression that can be read, so it filters nothing.`;
    }
  }
  return problem ? { terms, problem } : { terms };
}

function term(negated: boolean, key: string | undefined, pattern: RegExp): Term {
  return key ? { key: key.toLowerCase() as Key, pattern, negated } : { pattern, negated };
}

function wholeValue(key: string, value: string): RegExp {
  const pattern = literal(value).replaceAll('\\*', '.*');
  return new RegExp(`^${key.toLowerCase() === 'status' ? pattern.replace(/x/gi, '\\d') : pattern}$`, 'i');
}

function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
