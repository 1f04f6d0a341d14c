import type { Level, Rule } from '../../src/diagnosis/rule.ts';
import type { Recording } from './recordings.ts';

const LETTERS: Readonly<Record<Level, string>> = { error: 'E', warning: 'W', info: 'I' };

// Fixed, so that a line that gets longer moves no other.
const NAME_WIDTH = 34;
const CELL_WIDTH = 22;

/**
 * Which rule fires on which recording. One line for each rule and scenario, so a changed verdict is one changed line.
 * @param reasons why a rule fires in no recording, by its id
 */
export function matrix(
  rules: readonly Rule[],
  recordings: readonly Recording[],
  reasons: Readonly<Record<string, string>>,
): string {
  const releases = [...new Set(recordings.map(({ litellm }) => litellm))];
  const scenarios = [...new Set(recordings.map(({ scenario }) => scenario))].toSorted();
  const line = (scenario: string, cell: (recording: Recording) => string): string =>
    columns(
      `  ${scenario}`,
      releases.map((release) => {
        const found = recordings.find((each) => each.litellm === release && each.scenario === scenario);
        return found ? cell(found) : '-';
      }),
    );
  const firing = (id: string): readonly string[] =>
    scenarios
      .filter((scenario) =>
        recordings.some((each) => each.scenario === scenario && verdict(each, id) !== QUIET),
      )
      .map((scenario) => line(scenario, (recording) => verdict(recording, id)));

  return [
    ...HEADER,
    columns('MCP exchanges recorded', releases),
    ...scenarios.map((scenario) => line(scenario, ({ inspected }) => String(inspected.length))),
    ...rules.flatMap(({ id }) => {
      const lines = firing(id);
      return ['', id, ...(lines.length > 0 ? lines : [`  no recording: ${reasons[id] ?? '?'}`])];
    }),
    '',
  ].join('\n');
}

const HEADER = [
  'Which rule fires on which recording (test/fixtures/LITELLM/SCENARIO.har), written by `npm run generate`.',
  'A line is a scenario, a column a LiteLLM release. E error, W warning, I info, then the entries of the HAR file',
  'that have the finding: E#3,5. A dot is quiet, a dash not recorded. A scenario that a rule does not list is quiet.',
  '',
];

const QUIET = '.';

/** `E#3,5 W#7`: where a rule fires in a recording, gravest first. */
function verdict({ inspected }: Recording, id: string): string {
  const entries = (level: Level): readonly number[] =>
    inspected
      .filter(({ findings }) => findings.some((finding) => finding.rule === id && finding.level === level))
      .map(({ exchange }) => exchange.index);
  const said = (['error', 'warning', 'info'] as const).flatMap((level) =>
    entries(level).length === 0 ? [] : [`${LETTERS[level]}#${entries(level).join(',')}`],
  );
  return said.length === 0 ? QUIET : said.join(' ');
}

const columns = (name: string, cells: readonly string[]): string =>
  [name.padEnd(NAME_WIDTH), ...cells.map((cell) => cell.padEnd(CELL_WIDTH))].join(' ').trimEnd();
