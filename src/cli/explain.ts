import { parseArgs } from 'node:util';
import { explain } from '../explain/explain.ts';
import { nearestTo } from '../explain/nearest.ts';
import { explanationWords, nearWords } from './explain-words.ts';

const USAGE = 'usage: npm run -s explain -- "ERROR TEXT" [--json]';

/** `npm run -s explain -- "ERROR TEXT"`: what a message means, who says it, on which hop, what to change. Exit 0 known, 1 not known, 2 wrong usage. */
function main(): number {
  const given = readArguments();
  if (given === undefined) {
    process.stderr.write(`${USAGE}\n`);
    return 2;
  }
  const { text, json } = given;
  const found = explain(text);
  const near = found ? [] : nearestTo(text);
  process.stdout.write(
    json
      ? `${JSON.stringify({ explanation: found ?? null, nearest: near })}\n`
      : found
        ? explanationWords(found)
        : nearWords(near),
  );
  return found ? 0 : 1;
}

/** @returns undefined where the words are off */
function readArguments(): { readonly text: string; readonly json: boolean } | undefined {
  try {
    const { values, positionals } = parseArgs({
      options: { json: { type: 'boolean', default: false } },
      allowPositionals: true,
    });
    const text = positionals.join(' ').trim();
    return text === '' ? undefined : { text, json: values.json };
  } catch {
    return undefined;
  }
}

process.exitCode = main();
