import { type RequestParts, writeCurl } from '../../diagnosis/curl.ts';
import { groupFindings } from '../../diagnosis/group-findings.ts';
import { LEVELS } from '../../diagnosis/rule.ts';
import type { Exchange } from '../../exchange/exchange.ts';
import { bodyWords } from '../../words/bodies.ts';
import { labelOf } from '../../words/label.ts';
import { count, duration } from '../../words/quantity.ts';
import { replayOf } from '../copy/replay.ts';
import { fenced, inline, table } from '../markdown.ts';
import type { Reported } from '../report.ts';

const MOST_CALLS = 40;
const MOST_COMMANDS = 3;

/** A line for each request, with a word on how many are not shown. */
export function callsTable(exchanges: readonly Reported[]): readonly string[] {
  if (exchanges.length === 0) return ['Nothing.'];
  const shown = mostTelling(exchanges, MOST_CALLS);
  return [
    table(
      ['Request', 'Started (UTC)', 'Call', 'Server', 'Method and URL', 'Status', 'Findings'],
      shown.map(callRow),
    ),
    ...(shown.length < exchanges.length
      ? [
          `${shown.length} of ${count(exchanges.length, 'request')}; those with errors come before the others.`,
        ]
      : []),
  ];
}

/** A number of exchanges, in their order: those with errors rather than others, then the first. */
function mostTelling(exchanges: readonly Reported[], most: number): readonly Reported[] {
  const rank = ({ findings }: Reported): number =>
    Math.min(LEVELS.length, ...findings.map(({ level }) => LEVELS.indexOf(level)));
  return [...exchanges]
    .sort((one, other) => rank(one) - rank(other))
    .slice(0, most)
    .sort((one, other) => one.exchange.index - other.exchange.index);
}

function callRow(inspected: Reported): readonly string[] {
  const { exchange, route, embedded, findings } = inspected;
  const { name, method } = labelOf(inspected);
  return [
    String(exchange.index),
    new Date(exchange.startedAt).toISOString(),
    inline([name, method].filter(Boolean).join(' '), 60) + senderWords(exchange),
    inline((embedded?.labels ?? route?.servers ?? []).join(', '), 40),
    inline(`${exchange.request.method} ${exchange.request.url}`, 120),
    statusWords(exchange),
    findings
      .slice(0, 3)
      .map(({ rule }) => inline(rule))
      .join(', ') || '–',
  ];
}

const senderWords = ({ sentBy }: Exchange): string =>
  sentBy === undefined ? '' : `, sent by Hopscope’s check ${sentBy.check}`;

function statusWords(exchange: Exchange): string {
  const { status } = exchange.response;
  const unknown = bodyWords(exchange)?.word;
  const told = status > 0 ? String(status) : exchange.pageLeft ? undefined : 'failed';
  return [told, unknown].filter(Boolean).join(', ');
}

/** curl for the requests that tell most; credentials are variables. */
export function reproductions(exchanges: readonly Reported[]): readonly string[] {
  const commands = worthRepeating(exchanges).flatMap((inspected) => {
    const replay = replayOf(inspected);
    return replay ? [`Request ${inspected.exchange.index}:`, fenced(curlOf(replay), { language: 'sh' })] : [];
  });
  return commands.length === 0
    ? ['No request that curl could repeat.']
    : ['Set the variables to credentials of your own first.', ...commands];
}

/** The last request of each of the gravest findings: the first ones are handshakes. Without any, the last call. */
function worthRepeating(exchanges: readonly Reported[]): readonly Reported[] {
  const failing = groupFindings(exchanges).filter(({ finding }) => finding.level !== 'info');
  const last = new Set(failing.map((group) => group.exchanges.at(-1)));
  if (last.size === 0) return exchanges.filter(({ kind }) => kind === 'mcp').slice(-1);
  const indexes = new Set([...last].slice(0, MOST_COMMANDS));
  return exchanges.filter(({ exchange }) => indexes.has(exchange.index));
}

/** A long body would be cut, and the command with it: a variable stands for it. */
function curlOf(replay: RequestParts): string {
  const command = writeCurl(replay);
  return command.length <= LONGEST_COMMAND
    ? command
    : writeCurl({ ...replay, body: [{ variable: 'MCP_BODY' }] });
}

const LONGEST_COMMAND = 3000;

/** The slowest requests, by phases as the browser measured them. */
export function timings(exchanges: readonly Reported[]): string {
  const slowest = [...exchanges]
    .sort((one, other) => other.exchange.duration - one.exchange.duration)
    .slice(0, MOST_TIMED);
  if (slowest.length === 0) return 'Nothing was measured.';
  return table(
    ['Request', 'Whole', 'Blocked', 'Connect', 'Send', 'Wait', 'Receive', 'Stream messages'],
    slowest.map(({ exchange: { index, duration: whole, timings: phases, streamEvents } }) => [
      String(index),
      duration(whole),
      ...[phases.blocked, phases.connect, phases.send, phases.wait, phases.receive].map((each) =>
        each === undefined ? '–' : duration(each),
      ),
      String(streamEvents?.length ?? '–'),
    ]),
  );
}

const MOST_TIMED = 10;
