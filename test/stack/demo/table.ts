import type { PanelRow } from '../panel-driver.ts';

/** What the panel showed while one scenario played. */
export interface Shown {
  readonly scenario: string;
  readonly rows: readonly PanelRow[];
}

const HEAD = ['Scenario', 'JSON-RPC method', 'Server', 'Status', 'Auth resolution', 'Findings'];

/** The table of everything the panel showed: one line an exchange, and one more for each further finding. */
export function table(shown: readonly Shown[]): string {
  const lines = shown.flatMap(({ scenario, rows }) =>
    rows.length === 0
      ? [[scenario, '(nothing)', '', '', '', '']]
      : rows.flatMap((row, index) => exchange(index === 0 ? scenario : '', row)),
  );
  const widths = HEAD.map((title, column) =>
    Math.max(title.length, ...lines.map((cells) => cells[column]?.length ?? 0)),
  );
  const print = (cells: readonly string[]) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return [print(HEAD), print(widths.map((width) => '─'.repeat(width))), ...lines.map(print)].join('\n');
}

function exchange(scenario: string, { call, server, status, auth, findings }: PanelRow): string[][] {
  const [first = '', ...others] = findings.map(({ level, rule, hop }) => `${level}: ${rule} (${hop})`);
  return [[scenario, call, server, status, auth, first], ...others.map((each) => ['', '', '', '', '', each])];
}
