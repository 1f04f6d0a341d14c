import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from '../stack/paths.ts';
import { RULES_DIRECTORY, readRuleFiles, ruleIndex } from './rule-files.ts';

/** `npm run generate`: writes the rules' index, then what is known by running them: the matrix and their pages. */
const files = readRuleFiles();
write(`${RULES_DIRECTORY}/index.ts`, ruleIndex(files));
// Only now, because they import the index.
const [{ documents, PAGES_DIRECTORY }, { readRecordings }] = await Promise.all([
  import('./documents.ts'),
  import('./recordings.ts'),
]);
const recordings = readRecordings();
const written = documents(files, recordings);
for (const [path, content] of written) write(path, content);
for (const page of readdirSync(join(root, PAGES_DIRECTORY)))
  if (!written.has(`${PAGES_DIRECTORY}/${page}`)) rmSync(join(root, PAGES_DIRECTORY, page));
console.log(`${files.length} rules on ${recordings.length} recordings`);

function write(path: string, content: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}
