import { compareWithRecorded } from '../../checks/again.ts';
import { compareWithPage } from '../../checks/compare.ts';
import { checkToMarkdown } from '../../report/copy/check.ts';
import { createReporter } from '../../report/report.ts';
import type { Row } from '../rows/row.ts';
import type { CheckRun } from '../store/checks.ts';
import type { Store } from '../store/store.ts';
import { headline, STEP_NAMES } from './words.ts';

/**
 * A check, or what was sent again, as Markdown: everything of it cleaned as a report is.
 * @param rows of the check
 * @throws when a credential of the recording is left in it
 */
export function reportOf({ live }: Store, run: CheckRun, rows: readonly Row[], version: string): string {
  const reporter = createReporter({ ignored: 0, toolData: 'left out' });
  const { again } = run.plan;
  const sent = rows.map(({ inspected }) => inspected);
  const all = live.rows.peek().map(({ inspected }) => inspected);
  const compared = again ? compareWithRecorded(sent, again) : compareWithPage(sent, all);
  // What a sentence names may be of the other request.
  const other = compared && 'page' in compared ? compared.page : again;
  if (other) reporter.add(other);
  const requests = sent.map((each) => reporter.add(each));
  const { cause } = run.result ?? {};
  const finding =
    cause && requests.flatMap(({ findings }) => findings).findLast(({ rule }) => rule === cause.rule);
  const clean = (text: string): string => reporter.clean(text);
  const text = checkToMarkdown({
    headline: clean(headline(run)),
    compared: compared && clean(compared.says),
    steps: run.steps.map(({ id, status, says, exchanges }) => ({
      name: STEP_NAMES[id],
      status,
      says: clean(says),
      exchanges,
    })),
    finding,
    requests,
    check: run.number,
    at: Date.now(),
    version,
  });
  live.inspector().assertNoCredentialIn(text);
  return text;
}
