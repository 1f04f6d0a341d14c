import type { Entry } from 'har-format';
import { createInspector } from '../../src/inspect.ts';
import { createReport, createReporter } from '../../src/report/report.ts';
import { readRecordings } from '../golden/recordings.ts';
import { CORPUS, leaksIn } from '../report/corpus.ts';

/**
 * How many of the planted secrets each rule leaves in, and how long a report of 10,000 exchanges takes.
 * `npm run bench`; it decides nothing.
 */

const PLANTED = CORPUS.map(({ planted }) => planted);
const ENTRIES = CORPUS.map(({ entry }) => entry);

/** Chromium's "sanitized" HAR: these headers and all cookies go, the rest stays (front_end/models/har/Log.ts). */
const NOT_IN_SANITIZED: ReadonlySet<string> = new Set(['authorization', 'cookie', 'set-cookie']);

function sanitizedByChrome({ request, response, ...rest }: Entry): object {
  const without = <Message extends Entry['request'] | Entry['response']>(message: Message): Message => ({
    ...message,
    cookies: [],
    headers: message.headers.filter(({ name }) => !NOT_IN_SANITIZED.has(name.toLowerCase())),
  });
  return { ...rest, request: without(request), response: without(response) };
}

/** The words that cloudflare/har-sanitizer scrubs by default (src/lib/har_sanitize.tsx). */
const WORDS =
  `state shdf usg password email code code_verifier client_secret client_id code_challenge token access_token
  authenticity_token id_token appID challenge facetID assertion fcParams serverData Authorization auth x-client-data
  SAMLRequest SAMLResponse vses2`.split(/\s+/);

/** What it does with them, on the text of the file: `word=value`, and the value beside that name. Signatures of JWTs go too. */
function scrubbedByWords(entries: readonly Entry[]): string {
  const words = WORDS.join('|');
  return JSON.stringify(entries, null, 2)
    .replace(/\b(ey[\w=-]+\.ey[\w=-]+)\.[\w.+/=-]+/g, '$1.redacted')
    .replace(new RegExp(`([\\s";,&?](?:${words})=)[^&"\\s;]+`, 'g'), '$1redacted')
    .replace(new RegExp(`("name": "(?:${words})",\\s*"value": ")[^"]+`, 'g'), '$1redacted');
}

const inspector = createInspector();
const shown = ENTRIES.flatMap((entry) => inspector.add(entry) ?? []);
const TEXTS: Readonly<Record<string, string>> = {
  'nothing done': JSON.stringify(ENTRIES),
  'Chrome’s sanitized HAR': JSON.stringify(ENTRIES.map(sanitizedByChrome)),
  'word list of har-sanitizer': scrubbedByWords(ENTRIES),
  'Hopscope, credentials masked at capture': JSON.stringify(shown),
  'Hopscope, report': JSON.stringify(createReport(shown, { ignored: 0, toolData: 'left out' })),
};

for (const [rule, text] of Object.entries(TEXTS)) {
  const found = leaksIn(text, PLANTED);
  const kinds = new Set(found.map(({ kind }) => kind)).size;
  console.log(
    `${rule}: ${found.length} of ${PLANTED.length} left, of ${kinds} of ${new Set(PLANTED.map(({ kind }) => kind)).size} kinds`,
  );
}

const EXCHANGES = 10_000;
const recorded = readRecordings().flatMap(({ inspected }) => inspected);
const many = Array.from({ length: EXCHANGES }, (_, index) => recorded[index % recorded.length]).filter(
  (each) => each !== undefined,
);

function timed<Value>(compute: () => Value): { readonly value: Value; readonly milliseconds: number } {
  const begin = performance.now();
  const value = compute();
  return { value, milliseconds: performance.now() - begin };
}

for (let round = 1; round <= 3; round += 1) {
  let longest = 0;
  const plain = timed(() => JSON.stringify(many.map(({ exchange }) => exchange)));
  const report = timed(() => {
    const reporter = createReporter({ ignored: 0, toolData: 'left out' });
    for (const each of many) longest = Math.max(longest, timed(() => reporter.add(each)).milliseconds);
    return reporter.report();
  });
  const written = timed(() =>
    JSON.stringify(report.value.exchanges.map(({ exchange, findings }) => ({ exchange, findings }))),
  );
  const scan = timed(() => inspector.check(written.value));
  const sum = report.milliseconds + written.milliseconds;
  console.log(
    `${EXCHANGES} exchanges (${Math.round(plain.value.length / 1e6)} MB): report ${Math.round(report.milliseconds)} ms, longest step ${Math.round(longest)} ms, written ${Math.round(written.milliseconds)} ms, ${(sum / plain.milliseconds).toFixed(1)} times JSON.stringify; last scan ${Math.round(scan.milliseconds)} ms`,
  );
}
