import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../stack/paths.ts';

/** A rule as its source file has it. */
export interface RuleFile {
  /** The file's name without its ending. */
  readonly id: string;
  /** The name it is exported by. */
  readonly name: string;
  /** What stands above it, one paragraph; '' when nothing does. */
  readonly docstring: string;
}

export const RULES_DIRECTORY = 'src/diagnosis/rules';

const DEFINITION = /(?:\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\n)?export const (\w+) = \w*[rR]ule\(/;

/**
 * Every rule's file, by id.
 * @throws when a file defines no rule
 */
export function readRuleFiles(): readonly RuleFile[] {
  return readdirSync(join(root, RULES_DIRECTORY))
    .filter((file) => file !== 'index.ts')
    .toSorted()
    .map((file) => {
      const found = DEFINITION.exec(readFileSync(join(root, RULES_DIRECTORY, file), 'utf8'));
      if (!found?.[2]) throw new Error(`${RULES_DIRECTORY}/${file} has no "export const ... = rule("`);
      const docstring = (found[1] ?? '').replace(/\s*\n \* ?/g, ' ').trim();
      return { id: file.replace(/\.ts$/, ''), name: found[2], docstring };
    });
}

/** `index.ts` of the rules, as the formatter wants it. */
export const ruleIndex = (files: readonly RuleFile[]): string =>
  [
    '// Written by `npm run generate` from the files beside it.',
    ...files.map(({ id, name }) => `export { ${name} } from './${id}.ts';`),
    '',
  ].join('\n');
