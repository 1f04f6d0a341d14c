import type { Finding } from '../../diagnosis/rule.ts';
import { STEP_STATUS } from '../../words/check-step.ts';
import { labelOf } from '../../words/label.ts';
import { count, duration } from '../../words/quantity.ts';
import { inline, table } from '../markdown.ts';
import type { Reported } from '../report.ts';
import { findingToMarkdown } from './finding.ts';

/** A check, cleaned. */
export interface ReportedCheck {
  /** How it stands, in a line. */
  readonly headline: string;
  /** How it compares with the page's own request, or with the recorded one. */
  readonly compared: string | undefined;
  readonly steps: readonly ReportedStep[];
  /** What says why it fails. */
  readonly finding: Finding | undefined;
  readonly requests: readonly Reported[];
  /** Its number in the recording. */
  readonly check: number;
  /** When it is written, milliseconds since the epoch. */
  readonly at: number;
  /** Hopscope's own. */
  readonly version: string;
}

export interface ReportedStep {
  readonly name: string;
  readonly status: keyof typeof STEP_STATUS;
  readonly says: string;
  readonly exchanges: readonly number[];
}

/** A check as Markdown, for an issue or a message. What the wire had a part in is code. */
export function checkToMarkdown(check: ReportedCheck): string {
  const { headline, compared, steps, finding, requests, at, version } = check;
  return [
    `## ${inline(headline, LONGEST)}`,
    `Hopscope ${inline(version)} sent ${count(requests.length, 'request')} itself (check ${check.check}). Written at ${new Date(at).toISOString()}. Text in code type was recorded from the network.`,
    ...(compared === undefined ? [] : [inline(compared, LONGEST)]),
    // None where a recorded request was sent again.
    ...(steps.length === 0
      ? []
      : [table(['Step', 'State', 'What came of it', 'Requests'], steps.map(stepRow))]),
    ...(finding ? [findingToMarkdown(finding)] : []),
    ...(requests.length === 0
      ? []
      : [
          table(
            ['Request', 'Started (UTC)', 'Call', 'Method and URL', 'Status', 'Took'],
            requests.map(requestRow),
          ),
        ]),
    '',
  ].join('\n\n');
}

const LONGEST = 500;

const stepRow = ({ name, status, says, exchanges }: ReportedStep): readonly string[] => [
  name,
  STEP_STATUS[status],
  inline(says, LONGEST),
  exchanges.join(', ') || '–',
];

function requestRow(inspected: Reported): readonly string[] {
  const { index, startedAt, request, response, duration: took } = inspected.exchange;
  return [
    String(index),
    new Date(startedAt).toISOString(),
    inline(labelOf(inspected).name, 60),
    inline(`${request.method} ${request.url}`, 120),
    String(response.status || 'failed'),
    duration(took),
  ];
}
