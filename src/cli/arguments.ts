import { parseArgs } from 'node:util';

/** What `diagnose` was asked to do. */
export interface Arguments {
  readonly file: string;
  readonly json: boolean;
  /** Where to save the recording, cleaned. */
  readonly export: string | undefined;
  /** Where to save the support bundle. */
  readonly bundle: string | undefined;
}

export const USAGE = 'usage: npm run -s diagnose -- FILE.har [--json] [--export OUT.har] [--bundle OUT.md]';

/** @returns undefined where the words are off */
export function readArguments(): Arguments | undefined {
  try {
    const { values, positionals } = parseArgs({
      options: { json: { type: 'boolean' }, export: { type: 'string' }, bundle: { type: 'string' } },
      allowPositionals: true,
    });
    const [file] = positionals;
    if (file === undefined || positionals.length > 1 || values.export === '' || values.bundle === '') {
      return undefined;
    }
    return { file, json: values.json === true, export: values.export, bundle: values.bundle };
  } catch {
    return undefined;
  }
}
