import { parseArgs } from 'node:util';

/** What `diagnose` was asked to do. */
export interface Arguments {
  /** A recording, logs, or both, told apart by what is in them; `-` is standard input. */
  readonly files: readonly string[];
  readonly json: boolean;
  /** Where to save the recording, cleaned. */
  readonly export: string | undefined;
  /** Where to save the support bundle. */
  readonly bundle: string | undefined;
}

export const USAGE = 'usage: npm run -s diagnose -- FILE... [--json] [--export OUT.har] [--bundle OUT.md]';

/** @returns undefined where the words are off */
export function readArguments(): Arguments | undefined {
  try {
    const { values, positionals } = parseArgs({
      options: { json: { type: 'boolean' }, export: { type: 'string' }, bundle: { type: 'string' } },
      allowPositionals: true,
    });
    if (positionals.length === 0 || values.export === '' || values.bundle === '') return undefined;
    return { files: positionals, json: values.json === true, export: values.export, bundle: values.bundle };
  } catch {
    return undefined;
  }
}
