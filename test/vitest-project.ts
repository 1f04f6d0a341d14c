import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root, state } from './stack/paths.ts';

/** The projects of vite.config.ts. */
export type Project = 'unit' | 'pages' | 'e2e' | 'firefox';

/** What came of a part of a run. */
export interface Outcome {
  readonly passed: number;
  readonly failed: number;
  /** A command line for each failure, which runs just that. */
  readonly again: readonly string[];
}

export interface ProjectOptions {
  /** Only these test files, from the project's root; all of the project when left out. */
  readonly files?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs a project of Vitest to its end, with its output shown. A failure is part of the outcome. */
export async function runProject(
  project: Project,
  { files = [], env = {} }: ProjectOptions = {},
): Promise<Outcome> {
  const report = join(state, `${project}.json`);
  rmSync(report, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const args = ['run', '--project', project, ...reporters, ...files];
  const child = spawn(join(root, 'node_modules/.bin/vitest'), args, {
    cwd: root,
    stdio: 'inherit',
    // Vite, which builds the agent page in this process, changes it here.
    env: { ...process.env, NODE_ENV: 'test', ...env },
  });
  const stop = () => child.kill();
  process.once('exit', stop);
  const code = await new Promise<number | null>((resolve, reject) =>
    child.on('error', reject).on('exit', resolve),
  );
  process.off('exit', stop);
  return outcomeOf(project, code, report);
}

/** The line that runs all of a project. */
export const lineOf = (project: Project): string => `npx vitest run --project ${project}`;

/** The part of Vitest's JSON report that is read here. */
interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

function outcomeOf(project: Project, code: number | null, file: string): Outcome {
  const line = (...more: readonly string[]) => [lineOf(project), ...more].join(' ');
  let report: Report;
  try {
    report = JSON.parse(readFileSync(file, 'utf8')) as Report;
  } catch {
    return { passed: 0, failed: 1, again: [line()] };
  }
  const again = report.testResults.flatMap(({ name, status, assertionResults }) => {
    const path = relative(root, name);
    const failed = assertionResults.filter((each) => each.status === 'failed');
    // A file that could not even be loaded, or whose preparation failed, has no test that did.
    if (failed.length === 0) return status === 'failed' ? [line(path)] : [];
    return failed.map(({ fullName }) => line(path, '-t', quoted(exactly(fullName))));
  });
  if (code !== 0 && again.length === 0) again.push(line());
  return {
    passed: report.numPassedTests,
    failed: Math.max(report.numFailedTests, again.length),
    again,
  };
}

/** A pattern of just this text. */
const exactly = (text: string): string => `^${text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}$`;

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/**
 * Does a part of a run. What it throws is its failure, and keeps nothing else from running.
 * @param again the line that runs just that
 */
export async function attempt(again: string, work: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await work();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return { passed: 0, failed: 1, again: [again] };
  }
}

/** Adds up what parts of a run came to, tells every failure with the line that runs it again, and sets the exit code. */
export function conclude(outcomes: readonly Outcome[]): void {
  const sum = (of: (each: Outcome) => number): number =>
    outcomes.reduce((total, each) => total + of(each), 0);
  const again = outcomes.flatMap((each) => each.again);
  if (again.length > 0) {
    console.log(
      `\nWhat failed, each with the line that runs just that:\n\n${again.map((each) => `  ${each}\n`).join('')}`,
    );
    process.exitCode = 1;
  }
  console.log(`${sum((each) => each.passed)} passed, ${sum((each) => each.failed)} failed`);
}
