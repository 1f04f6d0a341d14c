import { readFileSync } from 'node:fs';
import { settle } from '../diagnosis/settle.ts';
import { createInspector } from '../inspect.ts';
import { readHar, UnreadableHar } from '../report/har/read-har.ts';
import { createReport } from '../report/report.ts';
import { readArguments, USAGE } from './arguments.ts';
import { printable, toJson } from './findings.ts';
import { refuseOverwriting, save, Unsaved } from './save.ts';

/** `npm run -s diagnose -- FILE.har`: the panel's pipeline on a file. Exit 2 when it can't be read, or nothing be saved. */
function main(): number {
  const given = readArguments();
  if (!given) return refuse(USAGE);
  const { file, json } = given;
  try {
    refuseOverwriting(given);
    const entries = readHar(readFileSync(file, 'utf8'));
    const inspector = createInspector();
    const inspected = settle(entries.flatMap((entry) => inspector.add(entry) ?? []));
    const ignored = entries.length - inspected.length;
    const report = createReport(inspected, { ignored, toolData: 'left out' });
    save(given, report, inspector);
    const answer = toJson(report.exchanges, entries.length);
    process.stdout.write(json ? `${JSON.stringify(answer)}\n` : printable(report.exchanges, answer.summary));
    return 0;
  } catch (error) {
    if (error instanceof Unsaved) return refuse(error.message);
    if (error instanceof UnreadableHar) return refuse(`${file}: ${error.message}`);
    return refuse(
      `${file}: ${error instanceof Error && 'code' in error ? String(error.code) : 'can’t be read'}`,
    );
  }
}

function refuse(line: string): number {
  process.stderr.write(`${line}\n`);
  return 2;
}

process.exitCode = main();
