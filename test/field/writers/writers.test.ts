import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createInspector, type Inspected } from '../../../src/inspect.ts';
import { methodsOf } from '../../../src/mcp/rpc.ts';
import { readHar } from '../../../src/report/har/read-har.ts';
import { recordedFiles } from '../../golden/recordings.ts';
import { chromeSanitized } from './chrome.ts';
import { WRITERS } from './every-writer.ts';
import { harOf, type Writer } from './writer.ts';

type Seen = readonly (Inspected | undefined)[];

function inspect(text: string): Seen {
  const inspector = createInspector();
  return readHar(text).map((entry) => inspector.add(entry));
}

const loud = (inspected: Inspected | undefined): readonly string[] =>
  inspected?.findings.flatMap(({ rule, level }) => (level === 'info' ? [] : `${rule}/${level}`)) ?? [];

const folder = join(import.meta.dirname, '../recordings');

const RECORDINGS = [
  ...recordedFiles().map(({ litellm, scenario, text }) => ({ name: `${litellm}/${scenario}`, text })),
  ...readdirSync(folder).map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') })),
].map(({ name, text }) => ({ name, entries: readHar(text), seen: inspect(text) }));

const HEALTHY = RECORDINGS.filter(({ seen }) => seen.every((each) => loud(each).length === 0));
const FAILED = RECORDINGS.filter((each) => !HEALTHY.includes(each));

interface Pair {
  readonly where: string;
  readonly was: Inspected | undefined;
  readonly is: Inspected | undefined;
}

/** Each exchange of these recordings beside what is seen of it in the writer's files. */
const pairsOf = (writer: Writer, recordings: typeof RECORDINGS): readonly Pair[] =>
  recordings.flatMap(({ name, entries, seen }) => {
    const written = entries.flatMap((entry, at) => (writer.write(entry) === undefined ? [] : at));
    const now = inspect(harOf(writer, entries));
    return written.map((at, place) => ({ where: `${name} #${at}`, was: seen[at], is: now[place] }));
  });

const readingOf = (inspected: Inspected | undefined): string =>
  `${inspected?.kind} ${inspected?.rpc ? methodsOf(inspected.rpc).join(' ') : ''}`;

const reasonOf = ({ was }: Pair): string | undefined => was?.exchange.response.error;

/** What is said where a body is not known, or the reason of a failure. */
const LESS: ReadonlySet<string> = new Set([
  'authorization-refused/error',
  'challenge-missing/warning',
  'failure-unexplained/error',
  'failure-unexplained/warning',
  'gateway-exception/error',
  'rate-limited/error',
  'request-aborted/warning',
]);

function isFounded(writer: Writer, pair: Pair, rule: string): boolean {
  // A client that sends no Authorization looks like one whose was taken out, where nothing else shows that it was sent.
  if (writer === chromeSanitized && /^(?:key-missing|token-unused)\//.test(rule))
    return UNSHOWN.has(pair.where);
  // What lasts is an error, and the file may not show that it lasts.
  if (loud(pair.was).includes(rule.replace('/warning', '/error'))) return true;
  // Only its body says that it is not about MCP.
  if (pair.was === undefined) return (pair.is?.exchange.response.status ?? 0) >= 400;
  // Without the preflight, the request that it stopped has no better finding.
  return LESS.has(rule) && (loud(pair.was).length > 0 || reasonOf(pair) === 'net::ERR_FAILED');
}

const UNSHOWN: ReadonlySet<string> = new Set([
  '1.81.14/chat-tool-fails #1',
  '1.81.14/responses-tool-fails #1',
  '1.81.14/session-of-another #0',
  '1.100.5/login-expired #11',
  '1.100.5/login-other-audience #11',
  '1.108.5/login-expired #11',
  '1.108.5/login-other-audience #11',
  '1.110.2/login-expired #11',
  '1.110.2/login-other-audience #11',
]);

/** What its files have no sign of: that an empty body was one, why there is no response, the events of a stream that was left. */
const LOST: readonly (readonly [writer: RegExp, rule: RegExp])[] = [
  [/^Chrome$/, /^upstream-[a-z-]+\/error$/],
  [/^Chrome, sanitized$/, /./],
  [
    /^(?:Firefox|Charles|Proxyman|HTTP Toolkit)$/,
    /^(?:gateway-unreachable\/error|failure-unexplained\/warning)$/,
  ],
  [/^(?:Safari|mitmproxy)$/, /^response-missing\/error$/],
  [/^(?!HTTP Toolkit)/, /^request-aborted\/warning$/],
];

/** HTTP Toolkit has no response where the client ended it. */
const mayBeLost = (writer: Writer, pair: Pair, rule: string): boolean =>
  LOST.some(([name, rules]) => name.test(writer.name) && rules.test(rule)) ||
  (writer.name === 'HTTP Toolkit' && reasonOf(pair) === 'net::ERR_ABORTED');

it('knows recordings of both kinds', () => {
  expect([HEALTHY.length > 100, FAILED.length > 200]).toEqual([true, true]);
});

describe.each(WRITERS)('$name', (writer) => {
  it('has no warning and no error on what works', () => {
    const found = pairsOf(writer, HEALTHY).flatMap(({ where, was, is }) => [
      ...loud(is).map((rule) => `${where} ${rule}`),
      ...(writer.lacksBodies || readingOf(was) === readingOf(is)
        ? []
        : [`${where} ${readingOf(was)} -> ${readingOf(is)}`]),
    ]);
    expect(found).toEqual([]);
  });

  it('keeps what fails, and claims nothing that its file does not show', () => {
    const wrong = pairsOf(writer, FAILED).flatMap((pair) => {
      const { where, was, is } = pair;
      const added = loud(is).filter((rule) => !loud(was).includes(rule) && !isFounded(writer, pair, rule));
      const gone = loud(was).filter((rule) => !loud(is).includes(rule) && !mayBeLost(writer, pair, rule));
      return [
        ...added.map((rule) => `${where} + ${rule}`),
        ...(writer.lacksBodies ? [] : gone.map((rule) => `${where} - ${rule}`)),
        ...(writer.lacksBodies || readingOf(was) === readingOf(is)
          ? []
          : [`${where} ${readingOf(was)} -> ${readingOf(is)}`]),
      ];
    });
    expect(wrong).toEqual([]);
  });
});
