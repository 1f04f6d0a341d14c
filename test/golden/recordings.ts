import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Entry } from 'har-format';
import { settle } from '../../src/diagnosis/settle.ts';
import type { Inspected } from '../../src/inspect.ts';
import { readHar } from '../../src/report/har/read-har.ts';
import { inspectAll } from '../har-entry.ts';
import { PINNED_LITELLM } from '../stack/install/litellm.ts';
import { root } from '../stack/paths.ts';

/** One scenario as one LiteLLM release answered it. */
export interface RecordedFile {
  readonly litellm: string;
  readonly scenario: string;
  /** The HAR file's text. */
  readonly text: string;
}

/** The same, diagnosed. */
export interface Recording extends RecordedFile {
  readonly inspected: readonly Inspected[];
}

const DIRECTORY = join(root, 'test/fixtures');

/** The text of one recording. @param folder the release of LiteLLM, or where else it is from */
export const recordedText = (scenario: string, folder = PINNED_LITELLM): string =>
  readFileSync(join(DIRECTORY, folder, `${scenario}.har`), 'utf8');

/** What a scenario of the agent page recorded through the real proxy. @param folder as in `recordedText` */
export const recorded = (scenario: string, folder?: string): readonly Entry[] =>
  readHar(recordedText(scenario, folder));

/** Every recording of a release, oldest release first, then by scenario. */
export const recordedFiles = once((): readonly RecordedFile[] =>
  releases(DIRECTORY).flatMap((litellm) =>
    readdirSync(join(DIRECTORY, litellm))
      .filter((file) => file.endsWith('.har'))
      .toSorted()
      .map((file) => ({
        litellm,
        scenario: file.replace(/\.har$/, ''),
        text: readFileSync(join(DIRECTORY, litellm, file), 'utf8'),
      })),
  ),
);

/** Every recording, each diagnosed by itself. */
export const readRecordings = once((): readonly Recording[] =>
  recordedFiles().map((file) => ({ ...file, inspected: settle(inspectAll(readHar(file.text))) })),
);

/** Ten files of a test process want the same. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** A release's folder is its version; others hold recordings from elsewhere. */
const releases = (parent: string): readonly string[] =>
  readdirSync(parent, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && /^\d/.test(entry.name))
    .map(({ name }) => name)
    .toSorted((one, other) => one.localeCompare(other, 'en', { numeric: true }));
