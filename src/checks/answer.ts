import { isDone } from '../diagnosis/done.ts';
import { firstOf } from '../diagnosis/got-over.ts';
import type { Finding } from '../diagnosis/rule.ts';
import { header } from '../exchange/exchange.ts';
import { netErrorOf } from '../exchange/net-error.ts';
import type { Inspected } from '../inspect.ts';
import type { RpcMessage } from '../mcp/json-rpc.ts';
import { duration } from '../words/quantity.ts';

/**
 * What says best why an exchange failed: an error, of several that which a request meets first; else a warning.
 * @returns undefined where no finding does
 */
export const causeOf = (answer: Pick<Inspected, 'findings'>): Finding | undefined =>
  firstOf([answer], 'error') ??
  firstOf([answer], 'warning') ??
  answer.findings.find(({ rule }) => MISSED.has(rule));

/** What is no fault of an answer, and still not what the check asked for. */
const MISSED: ReadonlySet<string> = new Set(['tools-empty', 'server-name-unmatched']);

/** Whether a list is another than the one that was asked for. */
export const missesTarget = ({ findings }: Pick<Inspected, 'findings'>): boolean =>
  findings.some(({ rule }) => MISSED.has(rule));

/** What makes an answer of no use: an error, or what the browser keeps from the page that the check stands for. */
export function faultOf(answer: Pick<Inspected, 'findings'>): Finding | undefined {
  const cause = causeOf(answer);
  return cause?.level === 'error' || cause?.hop === 'browser' ? cause : undefined;
}

/** Whether a request brought its result. A stream may end without one. */
export const answered = (answer: Inspected): boolean => isDone(answer) && resultOf(answer) !== undefined;

/** Why it did not, in one sentence. */
export function failureOf(answer: Inspected): string {
  // Of what the MCP server answers itself everything is an info.
  const finding = causeOf(answer) ?? (answer.exchange.sentBy?.direct ? answer.findings[0] : undefined);
  return `${finding?.title ?? whatCame(answer)}.`;
}

function whatCame({ exchange: { response, bodies } }: Inspected): string {
  if (response.status === 0) return response.error ?? 'No response';
  return bodies === 'not read'
    ? `HTTP ${response.status}, and too long to be read`
    : `HTTP ${response.status}`;
}

/** Whether an answer was waited for in vain. */
export const wasGivenUp = ({ exchange: { response } }: Inspected): boolean =>
  netErrorOf(response.error ?? '') === 'given-up';

/** The result of the one request that an exchange carried. */
export const resultOf = ({ rpc }: Inspected): unknown =>
  rpc?.received.find((message): message is RpcMessage & { type: 'result' } => message.type === 'result')
    ?.result;

/** How long an answer took, for people. */
export const took = ({ exchange }: Inspected): string => duration(exchange.duration);

/** Whether an answer began a session. */
export const beganSession = ({ exchange: { response } }: Inspected): boolean =>
  header(response.headers, 'mcp-session-id') !== undefined;
