import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Client, clientsOf } from './clients/clients.ts';
import { planOf, STATES } from './clients/states.ts';
import { NEWEST_LITELLM } from './install/litellm.ts';
import { neutral } from './logs/neutral-paths.ts';
import { readOrigins } from './logs/origins.ts';
import { linesOfScenarios } from './logs/parts.ts';
import { root } from './paths.ts';
import { startStack } from './stack.ts';

/**
 * [--litellm RELEASE] [CLIENT ...]: runs the clients of clients/clients.ts against a LiteLLM release, each in the states of clients/states.ts; all when
 * none is named. It writes, to test/fixtures/logs/CLIENT, what the client printed (STATE.LEVEL.log), what LiteLLM wrote meanwhile
 * (STATE.LEVEL.litellm.log) and how that came about (STATE.LEVEL.json).
 */
const { values, positionals } = parseArgs({
  options: { litellm: { type: 'string', default: NEWEST_LITELLM } },
  allowPositionals: true,
});
const { litellm } = values;
const clients = (await clientsOf()).filter(
  ({ name }) => positionals.length === 0 || positionals.includes(name),
);
const stack = await startStack({ litellm, logging: {} });
const runs: {
  readonly client: Client;
  readonly file: string;
  readonly about: object;
  readonly started: number;
}[] = [];
const become = (mood: string) => fetch(`${stack.moody}/mood/${mood}`);
for (const client of clients) {
  await mkdir(directoryOf(client), { recursive: true });
  for (const state of STATES) {
    for (const level of client.levels) {
      const plan = await planOf(state, stack);
      const started = Date.now();
      await become(state.mood ?? 'well');
      const printed = await client.run({ ...plan, level: level.toUpperCase() });
      await become('well');
      const file = [state.id, ...(client.levels.length > 1 ? [level] : [])].join('.');
      await writeFile(join(directoryOf(client), `${file}.log`), neutral(printed));
      const about = { client: client.name, litellm, state: state.id, title: state.title, plan };
      runs.push({ client, file, about, started });
      console.log(`${client.name} ${file}: ${printed.split('\n').length} lines`);
    }
  }
}
const origins = await readOrigins(stack.log, stack.origins);
await stack.close();
const moments = runs.map(({ started }) => ({ started, entries: [] }));
const [, ...logs] = linesOfScenarios(origins, moments, stack.proxy);
for (const [index, { client, file, about, started }] of runs.entries()) {
  const text = (logs[index] ?? []).map((line) => `${neutral(line.text)}\n`).join('');
  await writeFile(join(directoryOf(client), `${file}.litellm.log`), text);
  const facts = {
    ...about,
    command: `node test/stack/run.mjs test/stack/record-clients.ts --litellm ${litellm} ${client.name}`,
    program: client.program,
    started: new Date(started).toISOString(),
    timeZone: 'UTC',
  };
  await writeFile(join(directoryOf(client), `${file}.json`), `${JSON.stringify(facts, null, 1)}\n`);
}

function directoryOf({ name }: Client): string {
  return join(root, 'test/fixtures/logs', name);
}
