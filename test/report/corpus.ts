import type { Entry } from 'har-format';
import { entry } from '../har-entry.ts';
import { KINDS, type Kind, SECRET } from './kinds.ts';

/** A secret planted in one place, in one spelling. */
export interface Planted {
  readonly kind: string;
  readonly spelling: string;
  /** What must not be found. Nothing else in the corpus has these letters. */
  readonly core: string;
}

const hexadecimal = (text: string, prefix: string, digits: number): string =>
  Array.from(text, (character) => prefix + character.charCodeAt(0).toString(16).padStart(digits, '0')).join(
    '',
  );

/** How a secret may be spelled. In JSON, `\u` escapes are the secret itself. */
const SPELLINGS: Readonly<Record<string, (core: string) => string>> = {
  raw: (core) => core,
  'percent-encoded': (core) => hexadecimal(core, '%', 2),
  base64: (core) => Buffer.from(`a:${core}`).toString('base64'),
  'escaped as in JSON': (core) => hexadecimal(core, '\\u', 4),
};

/** Letters and digits in no order, different for each number. */
function coreOf(number: number): string {
  let state = (number + 1) * 2654435761;
  const characters = Array.from({ length: 9 }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789'[state % 56];
  });
  return `${characters.join('')}${number.toString(36).padStart(2, '0')}`;
}

/** A JWT that says who it is for. */
const jwt = (core: string): string =>
  [
    { alg: 'HS256' },
    { iss: 'https://as.example', exp: 1_800_000_000, sub: `user ${core}`, email: `${core}@corp.example` },
  ]
    .map((each) => Buffer.from(JSON.stringify(each)).toString('base64url'))
    .concat(Buffer.from(core + core).toString('base64url'))
    .join('.');

interface Case {
  readonly planted: Planted;
  readonly entry: Entry;
}

let count = 0;
function plant(
  kind: Kind,
  spelling: string,
  spell: (core: string) => string,
  change: (har: string) => string = (har) => har,
): Case {
  const core = coreOf(count);
  count += 1;
  const written = JSON.stringify(entry({ ...kind.parts, at: count * 1000 }));
  // Inside the JSON of the file each backslash is written twice; inside JSON in it, the body's text, once more where it is one.
  const spelled = JSON.stringify(spell(core)).slice(1, -1);
  return {
    planted: { kind: kind.kind, spelling, core },
    entry: JSON.parse(change(written.replaceAll(SECRET, () => spelled))) as Entry,
  };
}

/** In the middle, by a new frame or a new line of data. */
function split(between: string): (core: string) => string {
  return (core) => core.slice(0, 5) + between + core.slice(5);
}

const inCapitals = (har: string): string =>
  har.replace(/"name":"([\w-]+)"/g, (_whole, name: string) => `"name":"${name.toUpperCase()}"`);
const inMixedCase = (har: string): string =>
  har.replace(
    /"name":"([\w-]+)"/g,
    (_whole, name: string) => `"name":"${name.replace(/(?:^|-)\w/g, (begin) => begin.toUpperCase())}"`,
  );

/** Every kind in every spelling that fits it. */
export const CORPUS: readonly Case[] = KINDS.flatMap((kind) => [
  ...Object.entries(SPELLINGS).map(([spelling, spell]) => plant(kind, spelling, spell)),
  ...(kind.isHeader
    ? [
        plant(kind, 'a JWT', jwt),
        plant(kind, 'name in capitals', (core) => core, inCapitals),
        plant(kind, 'name in mixed case', (core) => core, inMixedCase),
      ]
    : []),
  ...(kind.isStream
    ? [
        plant(kind, 'split over lines', split('\ndata: ')),
        plant(kind, 'split over frames', split('\n\ndata: ')),
      ]
    : []),
]);

/** The secrets that are found in a text, spelled in whatever way. */
export function leaksIn(text: string, planted: readonly Planted[]): readonly Planted[] {
  const readings = readingsOf(text);
  return planted.filter(({ core, spelling }) => {
    const halves = spelling.startsWith('split') ? [core, core.slice(5)] : [core];
    return readings.some((reading) => halves.some((half) => reading.includes(half)));
  });
}

/** A text with its escapes undone, layer by layer, and what its base64 says. */
function readingsOf(text: string): readonly string[] {
  const readings = [text];
  for (let layer = 0; layer < 5; layer += 1) {
    const last = readings.at(-1) ?? '';
    readings.push(
      last.replace(
        /\\(?:u([\da-f]{4})|([\s\S]))|%([\da-f]{2})/gi,
        (_whole, code?: string, escaped?: string, byte?: string) =>
          escaped === undefined ? String.fromCharCode(Number.parseInt(code ?? byte ?? '', 16)) : escaped,
      ),
    );
  }
  return [...readings, ...readings.map(base64In)];
}

/** Everything that a run of base64 says, wherever in it a value begins. */
function base64In(text: string): string {
  const runs = text.match(/[\w+/-]{8,}/g) ?? [];
  return runs
    .flatMap((run) =>
      [0, 1, 2, 3].map((offset) => Buffer.from(run.slice(offset), 'base64').toString('latin1')),
    )
    .join('\n');
}
