/**
 * node test/stack/run.mjs SCRIPT.ts [arguments]: makes sure the npm packages are there, then runs the TypeScript file
 * in this process. Plain JavaScript without dependencies, because it is the first thing to run in a bare clone.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { exitOnSignals, insist, runToEnd } from './processes.mjs';
import { progress } from './progress.mjs';

const root = resolve(import.meta.dirname, '../..');
const [script, ...args] = process.argv.slice(2);

/** Whether every package the lock file wants is there in that version. npm writes its own list last. */
function packagesAreCurrent() {
  const installed = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(installed)) return false;
  const read = (/** @type {string} */ file) => JSON.parse(readFileSync(file, 'utf8')).packages;
  const have = read(installed);
  return Object.entries(read(join(root, 'package-lock.json'))).every(
    ([path, wanted]) =>
      path === '' || wanted.optional || wanted.devOptional || have[path]?.version === wanted.version,
  );
}

/** An npm that is killed outright tells nobody; its child sees only that it has another parent. */
function exitWithNpm() {
  const { ppid } = process;
  setInterval(() => process.ppid !== ppid && process.exit(1), 500).unref();
}

async function main() {
  exitOnSignals();
  if (process.env['npm_lifecycle_event']) exitWithNpm();
  if (!script) throw new Error('usage: node test/stack/run.mjs SCRIPT.ts [arguments]');
  if (!packagesAreCurrent()) {
    await progress('Installing npm packages', () =>
      insist(() =>
        runToEnd('npm', ['ci', '--no-audit', '--no-fund'], { cwd: root, log: join(root, '.stack/npm.log') }),
      ),
    );
  }
  const { register } = await import('tsx/esm/api');
  register();
  const file = resolve(script);
  process.argv = [process.execPath, file, ...args];
  await import(pathToFileURL(file).href);
}

main().catch((error) => {
  console.error(error.name === 'Error' ? error.message : error);
  process.exit(1);
});
