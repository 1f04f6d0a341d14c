import fc from 'fast-check';

/** What breaks parsers: pieces of every grammar we read, and characters that few expect. */
const EVIL =
  '" \\ \\" \\u0000 \\ud800 { } [ ] , : = ; & # ? % %25 %ZZ . .. = , " sk- Bearer eyJ data: event: id: null -0 1e400 __proto__ constructor [masked {"jsonrpc":"2.0"} 0 ( )'
    .split(' ')
    .concat([' ', '\n', '\r', '\r\n', '\n\n', '\0', '\ud800', '\udc00', '\u2028', '\uFEFF', 'İ', '\t']);

export const evil = fc.constantFrom(...EVIL);

/** Short text of ordinary and evil characters. */
export const words = fc
  .array(fc.oneof(evil, fc.constantFrom('a', 'tool', 'Zürich', '7', '😀')), {
    maxLength: 4,
    size: 'max',
  })
  .map((parts) => parts.join(''));

/** A name that a member, header or parameter may have, `__proto__` among them. */
const names = fc.constantFrom(
  ...'a id name type error result params method tools content token access_token __proto__ constructor toString jsonrpc detail'.split(
    ' ',
  ),
);

/** Any JSON value, small. */
export const json: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', maxDepth: 3 },
    fc.constantFrom<unknown>(null, true, 0, -1, 1e300, '', '2.0', 'a', [], {}),
    words,
    fc.array(tie('value'), { maxLength: 2 }),
    fc.array(fc.tuple(names, tie('value')), { maxLength: 3 }).map(objectOf),
  ),
})).value;

/** `Object.fromEntries` and JSON keep `__proto__` a member like any other. */
function objectOf(members: readonly (readonly [string, unknown])[]): unknown {
  return JSON.parse(
    `{${members.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`).join(',')}}`,
  );
}

/** Usually what it should be, sometimes anything, sometimes undefined, which JSON leaves out. */
export const or = (arbitrary: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: 6, arbitrary },
    { weight: 1, arbitrary: json },
    { weight: 1, arbitrary: fc.constant(undefined) },
  );

interface Mutation {
  readonly at: number;
  readonly length: number;
  readonly text: string;
}

const mutations: fc.Arbitrary<readonly Mutation[]> = fc.array(
  fc.record({
    at: fc.nat(1000),
    length: fc.constantFrom(0, 0, 1, 3, 1000),
    text: fc.oneof(evil, fc.constant('')),
  }),
  { maxLength: 3, size: 'max' },
);

/** The text with pieces replaced, put in, taken out or cut off; half of the time as it was. */
export const mutated = (texts: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.tuple(texts, fc.oneof(fc.constant<readonly Mutation[]>([]), mutations)).map(([text, all]) =>
    all.reduce((changed, { at, length, text: piece }) => {
      const from = Math.floor((at / 1000) * changed.length);
      return changed.slice(0, from) + piece + changed.slice(from + length);
    }, text),
  );

/** JSON text of a value, sometimes broken. */
export const jsonText = (values: fc.Arbitrary<unknown>): fc.Arbitrary<string> =>
  mutated(values.map((value) => JSON.stringify(value) ?? ''));
