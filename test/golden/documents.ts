import { RULES } from '../../src/diagnosis/every-rule.ts';
import { exampleOf } from './example.ts';
import { loginTimelines } from './logins.ts';
import { matrix } from './matrix.ts';
import type { Recording } from './recordings.ts';
import type { RuleFile } from './rule-files.ts';
import { rulePage, rulesOverview } from './rule-page.ts';
import { UNRECORDED } from './unrecorded.ts';

export const PAGES_DIRECTORY = 'docs/rules';

/** Every generated file but the rules' index, which must be there before: path below the root, to content. */
export function documents(
  files: readonly RuleFile[],
  recordings: readonly Recording[],
): ReadonlyMap<string, string> {
  const documented = RULES.map((rule) => ({
    rule,
    docstring: files.find(({ id }) => id === rule.id)?.docstring ?? '',
    example: exampleOf(rule.id, recordings),
    reason: UNRECORDED[rule.id],
  }));
  return new Map([
    ['test/golden/matrix.txt', matrix(RULES, recordings, UNRECORDED)],
    ['test/golden/logins.txt', loginTimelines(recordings)],
    [`${PAGES_DIRECTORY}/README.md`, rulesOverview(documented)],
    ...documented.map((each) => [`${PAGES_DIRECTORY}/${each.rule.id}.md`, rulePage(each)] as const),
  ]);
}
