import { settle } from '../diagnosis/settle.ts';
import { createSecrets } from '../exchange/redact/secrets.ts';
import { createInspector } from '../inspect.ts';
import { findingsIn } from '../logs/findings.ts';
import { createReport } from '../report/report.ts';
import { readArguments, USAGE } from './arguments.ts';
import { printable, toJson } from './findings.ts';
import { failingHopOf, logJson, printableLog } from './log-findings.ts';
import { readInput, UnreadableInput } from './read-input.ts';
import { refuseOverwriting, save, Unsaved } from './save.ts';

/** `npm run -s diagnose -- FILE...`: the panel's pipeline on a recording, and what logs prove. Exit 2 when a file can't be read, or nothing be saved. */
function main(): number {
  const given = readArguments();
  if (!given) return refuse(USAGE);
  try {
    refuseOverwriting(given);
    const secrets = createSecrets();
    const { entries: recorded, logs: read } = readInput(given.files, secrets);
    if (!recorded && (given.export ?? given.bundle) !== undefined)
      throw new Unsaved('nothing saved: no recording was given');
    const entries = recorded ?? [];
    const inspector = createInspector({ secrets });
    const inspected = settle(entries.flatMap((entry) => inspector.add(entry) ?? []));
    const ignored = entries.length - inspected.length;
    const report = createReport(inspected, { ignored, toolData: 'left out' });
    save(given, report, inspector);
    const { exchanges, summary } = toJson(report.exchanges, entries.length);
    const logs = read.map((log) => ({ ...log, findings: findingsIn(log) }));
    const failingHop = summary.failingHop ?? failingHopOf(logs) ?? null;
    const answer = { exchanges, summary: { ...summary, failingHop } };
    const text = given.json
      ? `${JSON.stringify({ ...answer, ...(logs.length === 0 ? {} : { logs: logs.map(logJson) }) })}\n`
      : [...logs.map(printableLog), printable(report.exchanges, answer.summary)].join('\n');
    process.stdout.write(text);
    return 0;
  } catch (error) {
    if (error instanceof Unsaved || error instanceof UnreadableInput) return refuse(error.message);
    return refuse(`${given.files.join(', ')}: can’t be read`);
  }
}

function refuse(line: string): number {
  process.stderr.write(`${line}\n`);
  return 2;
}

process.exitCode = main();
