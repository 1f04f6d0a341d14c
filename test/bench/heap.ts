import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Entry } from 'har-format';
import { createInspector } from '../../src/inspect.ts';
import { MOST_ROWS } from '../../src/panel/store/store.ts';
import { createTraffic } from '../../src/panel/store/traffic.ts';
import { readHar } from '../../src/report/har/read-har.ts';
import { recordedFiles } from '../golden/recordings.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const TEMPLATES = recordedFiles().flatMap(({ text }) => readHar(text));
const TOTAL = 100_000;
const STEP = 10_000;

const heap = (): number => {
  collectGarbage();
  return process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers;
};

/** The next request, like no other: with a key, a session, a call id and a cookie of its own. */
function entryAt(index: number): Entry {
  const template = TEMPLATES[index % TEMPLATES.length] as Entry;
  const own = (name: string) => `${name}-${index.toString(36)}-${(index * 7919).toString(36)}Zz9`;
  // A deep copy, as each that comes from the browser is.
  const entry = structuredClone(template);
  entry.startedDateTime = new Date(Date.UTC(2026, 0, 1) + index * 10).toISOString();
  entry.request.headers.push(
    { name: 'authorization', value: `Bearer sk-${own('key')}` },
    { name: 'mcp-session-id', value: own('session') },
  );
  entry.response.headers.push(
    { name: 'x-litellm-call-id', value: own('call') },
    { name: 'set-cookie', value: `sid=${own('cookie')}` },
  );
  return entry;
}

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1).padStart(7);

/**
 * Puts 100,000 exchanges through the panel's recording and prints the heap on the way.
 * @returns whether the heap at the end is at most a tenth over that at 10,000 (`MOST_ROWS`)
 */
export function keepsItsHeap(): boolean {
  const traffic = createTraffic(
    () => createInspector({ key: '01'.repeat(32), most: MOST_ROWS }),
    () => undefined,
    MOST_ROWS,
  );

  const empty = heap();
  let atFull: number | undefined;
  let last = 0;
  for (let index = 0, seen = 0; seen < TOTAL; index += 1) {
    traffic.add(entryAt(index));
    if (index % 100 === 99) traffic.publish();
    const now = traffic.rows.peek().length + traffic.dropped.peek();
    if (now === seen) continue;
    const crossed = Math.floor(now / STEP) > Math.floor(seen / STEP);
    seen = now;
    if (!crossed) continue;
    last = heap() - empty;
    atFull ??= last;
    console.log(
      `${String(seen).padStart(7)} exchanges  ${megabytes(last)} MB  ${((last / atFull - 1) * 100).toFixed(1).padStart(6)} %`,
    );
  }

  const PUBLISHED = 50;
  const since = performance.now();
  for (let index = 0; index < PUBLISHED; index += 1) {
    traffic.add(entryAt(index));
    traffic.publish();
    for (const summary of [traffic.counts, traffic.groups, traffic.hops, traffic.gateways])
      void summary.value;
  }
  console.log(
    `one more of ${traffic.rows.peek().length} rows, judged and summed up: ${((performance.now() - since) / PUBLISHED).toFixed(1)} ms`,
  );

  traffic.clear();
  for (const summary of [traffic.counts, traffic.groups, traffic.hops, traffic.gateways]) void summary.value;
  console.log(`cleared            ${megabytes(heap() - empty)} MB`);
  return atFull !== undefined && last <= atFull * 1.1;
}
