import type { Entry } from 'har-format';
import { createReport } from '../../src/report/report.ts';
import { inspectAll } from '../har-entry.ts';
import { CORPUS, leaksIn } from '../report/corpus.ts';
import type { Figure } from './figure.ts';

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

/** How many of the planted secrets each way of cleaning leaves in. */
export function redactionFigures(): readonly Figure[] {
  const shown = inspectAll(ENTRIES);
  const left = (text: string) => `${leaksIn(text, PLANTED).length} of ${PLANTED.length}`;
  const baseline = [
    `nothing done: ${left(JSON.stringify(ENTRIES))}`,
    `Chrome’s sanitized HAR: ${left(JSON.stringify(ENTRIES.map(sanitizedByChrome)))}`,
    `word list of har-sanitizer: ${left(scrubbedByWords(ENTRIES))}`,
  ].join('; ');
  const report = left(JSON.stringify(createReport(shown, { ignored: 0, toolData: 'left out' })));
  return [
    { what: 'planted secrets left, masked at capture', value: left(JSON.stringify(shown)), baseline },
    {
      what: 'planted secrets left, report',
      value: report,
      baseline,
      aim: { text: 'none', met: report.startsWith('0 ') },
    },
  ];
}
