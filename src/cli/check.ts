import { planCheck } from '../checks/plan.ts';
import { runCheck } from '../checks/run.ts';
import { CheckStopped, createSend } from '../checks/send.ts';
import { createInspector, type Inspected } from '../inspect.ts';
import { createReport } from '../report/report.ts';
import { type CheckArguments, readCheckArguments, WrongUsage } from './check-arguments.ts';
import { checkJson, resultWords, stepWords } from './check-result.ts';
import { sendByNode } from './node-http.ts';
import { sparePrivateNames } from './private-names.ts';
import { refuseOverwriting, save, Unsaved } from './save.ts';

const EXIT = { ready: 0, broken: 1, 'login-required': 3 } as const;
const WRONG_USAGE = 2;
/** As shells have it for SIGINT. */
const STOPPED = 130;

/** `npm run -s check -- URL`: asks a gateway itself, step by step, and says what fails. Exit 0 ready, 1 broken, 3 login required, 2 wrong usage. */
async function main(): Promise<number> {
  try {
    const given = readCheckArguments(process.env);
    refuseOverwriting(given);
    return await check(given);
  } catch (error) {
    if (error instanceof CheckStopped) return say('Stopped. Nothing more is sent.', STOPPED);
    if (error instanceof WrongUsage || error instanceof Unsaved) return say(error.message, WRONG_USAGE);
    throw error;
  }
}

async function check(given: CheckArguments): Promise<number> {
  const { target, credentials, patience, json } = given;
  const inspector = createInspector();
  const seen: Inspected[] = [];
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  const named = [target.url, ...(target.direct === undefined ? [] : [target.direct])];
  const send = createSend(sparePrivateNames(sendByNode, named), Date.now, {
    check: 1,
    target: target.url,
    credentials,
    patience,
    stop: stop.signal,
  });
  const plan = planCheck(target, (step) => {
    if (!json) process.stdout.write(stepWords(step));
  });
  const result = await runCheck(plan, send, (entry) => {
    const inspected = inspector.add(entry);
    if (!inspected) throw new Error('What a check sent was not inspected.');
    seen.push(inspected);
    return inspected;
  });
  const report = createReport(inspector.settle(seen), { ignored: 0, toolData: 'left out' });
  save(given, report, inspector);
  process.stdout.write(
    json ? `${JSON.stringify(checkJson(target.url, result, report.exchanges))}\n` : resultWords(result),
  );
  return EXIT[result.verdict];
}

function say(line: string, code: number): number {
  process.stderr.write(`${line}\n`);
  return code;
}

// Whoever reads along may have seen enough.
process.stdout.on('error', () => process.exit());
process.exitCode = await main();
