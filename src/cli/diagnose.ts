import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createInspector, type Inspected } from '../inspect.ts';
import { printable, toJson } from './findings.ts';
import { readHar, UnreadableHar } from './read-har.ts';

/** `npm run -s diagnose -- FILE.har [--json]`: the panel's pipeline on a file. Exit 2 when it can't be read. */
function main(): number {
  const { file, json } = readArguments();
  if (file === undefined) return refuse('usage: npm run -s diagnose -- FILE.har [--json]');
  try {
    const entries = readHar(readFileSync(file, 'utf8'));
    const inspector = createInspector();
    const inspected = entries
      .map((entry) => inspector.add(entry))
      .filter((each): each is Inspected => each !== undefined);
    const answer = toJson(inspected, entries.length);
    process.stdout.write(json ? `${JSON.stringify(answer)}\n` : printable(inspected, answer.summary));
    return 0;
  } catch (error) {
    if (error instanceof UnreadableHar) return refuse(`${file}: ${error.message}`);
    return refuse(
      `${file}: ${error instanceof Error && 'code' in error ? String(error.code) : 'can’t be read'}`,
    );
  }
}

/** No file where the words are off. */
function readArguments(): { readonly file?: string; readonly json?: boolean } {
  try {
    const { values, positionals } = parseArgs({
      options: { json: { type: 'boolean' } },
      allowPositionals: true,
    });
    const [file] = positionals;
    return file === undefined || positionals.length > 1 ? {} : { file, json: values.json === true };
  } catch {
    return {};
  }
}

function refuse(line: string): number {
  process.stderr.write(`${line}\n`);
  return 2;
}

process.exitCode = main();
