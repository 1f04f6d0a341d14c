import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { NEWEST_LITELLM } from './install/litellm.ts';
import { LOG_MODES, MODES } from './logs/modes.ts';
import { NEUTRAL, neutral } from './logs/neutral-paths.ts';
import { readOrigins } from './logs/origins.ts';
import { type Line, linesOfScenarios } from './logs/parts.ts';
import { SHORTENED, shorten } from './logs/shorten.ts';
import { SMALL, smallHar } from './logs/small-har.ts';
import { root } from './paths.ts';
import { chosen, type Recorded, startRecorder } from './recorder.ts';
import { SCENARIOS } from './scenarios/index.ts';
import type { Scenario } from './scenarios/scenario.ts';
import { startStack } from './stack.ts';

/**
 * [--litellm RELEASE] [--mode plain|debug|json|correlation] [SCENARIO ...]: plays scenarios in Chromium against a LiteLLM release, and writes for each,
 * to test/fixtures/logs/RELEASE/MODE, what LiteLLM wrote meanwhile (SCENARIO.log), what the browser recorded (SCENARIO.har), and which line was written
 * for which entry (SCENARIO.truth.json). When none is named it plays those of the mode (logs/modes.ts), and writes LiteLLM's configuration and what it
 * said when it started.
 */

/** What a truth file says about itself. */
const TRUTH = [
  '"lines" has, by line of the log from 1, the index of the entry in the HAR that the line was written for; null: it was written for a request that the HAR does not have.',
  'LiteLLM’s process itself noted of each write in which request’s context it wrote (test/stack/services/log_origins.py). Which request is which entry follows from method, URL, body and time, where nothing else fits.',
  'A line is left out where it was written in the context of no request, of one that was over while another was being answered, or of one of several that are the same at the same time.',
];

/** What a log is. */
const LOG =
  'What LiteLLM wrote to stdout and stderr, in order, from the start of a scenario to the start of the next one. What it wrote later for a request of the scenario is at the end, and what it wrote meanwhile for one of an earlier scenario is not there.';

const { values, positionals } = parseArgs({
  options: {
    litellm: { type: 'string', default: NEWEST_LITELLM },
    mode: { type: 'string', default: 'plain' },
  },
  allowPositionals: true,
});
const { litellm } = values;
const mode = MODES.find((each) => each === values.mode);
if (mode === undefined) throw new Error(`no mode is called ${values.mode}`);
const { logging, scenarios: ofMode = [], isLong = false, isTraced = false } = LOG_MODES[mode];
const scenarios = chosen(SCENARIOS, positionals.length > 0 ? positionals : ofMode);
const directory = join(root, 'test/fixtures/logs', litellm, mode);
await mkdir(directory, { recursive: true });

const command = `node test/stack/run.mjs test/stack/record-logs.ts --litellm ${litellm} --mode ${mode}`;
const stack = await startStack({ litellm, logging });
const recorder = await startRecorder(stack, isTraced);
const played: { readonly scenario: Scenario; readonly recorded: Recorded }[] = [];
// What LiteLLM starts when it is first needed, and keeps, is then no scenario's.
for (const id of ['works', 'responses', 'rest-call']) await recorder.play(id);
for (const scenario of scenarios) {
  const recorded = await recorder.play(scenario.id);
  played.push({ scenario, recorded });
  console.log(`${scenario.id}: ${recorded.har.log.entries.length} entries, ${recorded.text.slice(0, 120)}`);
}
await recorder.close();
const origins = await readOrigins(stack.log, stack.origins);
await stack.close();

const moments = played.map(({ recorded: { started, har } }) => ({ started, entries: har.log.entries }));
const [before = [], ...logs] = linesOfScenarios(origins, moments, stack.proxy);
for (const [index, { scenario, recorded }] of played.entries()) {
  const { id, title } = scenario;
  await writeLog(id, { title, started: iso(recorded.started) }, logs[index] ?? []);
  const har = smallHar(recorded.har, {
    comment: `"${title}" in the demo agent. ${id}.truth.json says more.`,
  });
  await writeFile(join(directory, `${id}.har`), `${JSON.stringify(har)}\n`);
}
if (positionals.length === 0) {
  await writeFile(join(directory, 'config.yaml'), stack.config);
  await writeFile(join(directory, 'about.json'), `${inOneLineEach(about())}\n`);
  await writeLog('startup', { title: 'LiteLLM starts, and is used for the first time' }, before);
}

/** What is true of all logs of a mode. */
function about() {
  return {
    litellm,
    mode,
    config: 'config.yaml',
    started: ['litellm --config config.yaml', ...(logging.args ?? [])].join(' '),
    environment: { PYTHONUNBUFFERED: '1', TZ: 'UTC', ...logging.env },
    command,
    log: LOG,
    har: SMALL,
    changes: [NEUTRAL, ...(isLong ? [SHORTENED] : [])],
    ...(isTraced && {
      header: 'x-litellm-trace-id: added to each request for the recording, not by the page',
    }),
    truth: TRUTH,
  };
}

async function writeLog(id: string, about: object, written: readonly Line[]): Promise<void> {
  const lines = isLong ? shorten(written) : written;
  const known = lines.flatMap(({ entry }, index) =>
    entry === undefined ? [] : ([[index + 1, entry]] as const),
  );
  const ofNone = known.filter(([, entry]) => entry === null).length;
  const counts = {
    lines: lines.length,
    known: known.length - ofNone,
    ofNoEntry: ofNone,
    unknown: lines.length - known.length,
  };
  const truth = {
    litellm,
    mode,
    config: 'config.yaml',
    command,
    ...about,
    counts,
    lines: Object.fromEntries(known),
  };
  await writeFile(join(directory, `${id}.log`), lines.map(({ text }) => `${neutral(text)}\n`).join(''));
  await writeFile(join(directory, `${id}.truth.json`), `${inOneLineEach(truth)}\n`);
  console.log(`${id}.log: ${JSON.stringify(counts)}`);
}

/** JSON with a line for each member: short, and to be read by people. */
function inOneLineEach(members: object): string {
  const lines = Object.entries(members).map(
    ([name, value]) => ` ${JSON.stringify(name)}: ${JSON.stringify(value)}`,
  );
  return `{\n${lines.join(',\n')}\n}`;
}

function iso(moment: number): string {
  return new Date(moment).toISOString();
}
