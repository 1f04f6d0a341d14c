import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readHar } from '../../src/cli/read-har.ts';
import { createInspector, type Inspected } from '../../src/inspect.ts';
import { root } from '../stack/paths.ts';

/** One scenario as one LiteLLM release answered it, diagnosed. */
export interface Recording {
  readonly litellm: string;
  readonly scenario: string;
  readonly inspected: readonly Inspected[];
}

const DIRECTORY = join(root, 'test/fixtures');

/** Every recording there is, oldest release first, then by scenario. */
export function readRecordings(): readonly Recording[] {
  return directories(DIRECTORY).flatMap((litellm) =>
    readdirSync(join(DIRECTORY, litellm))
      .filter((file) => file.endsWith('.har'))
      .toSorted()
      .map((file) => ({
        litellm,
        scenario: file.replace(/\.har$/, ''),
        inspected: inspect(join(DIRECTORY, litellm, file)),
      })),
  );
}

function inspect(file: string): readonly Inspected[] {
  const inspector = createInspector();
  return readHar(readFileSync(file, 'utf8')).flatMap((entry) => inspector.add(entry) ?? []);
}

const directories = (parent: string): readonly string[] =>
  readdirSync(parent, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .toSorted((one, other) => one.localeCompare(other, 'en', { numeric: true }));
