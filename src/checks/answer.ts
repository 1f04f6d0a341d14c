import { isDone } from '../diagnosis/done.ts';
import { type Finding, HOPS } from '../diagnosis/rule.ts';
import { header } from '../exchange/exchange.ts';
import type { Inspected } from '../inspect.ts';
import type { RpcMessage } from '../mcp/json-rpc.ts';
import { duration } from '../words/quantity.ts';

/**
 * What says best why an exchange failed: an error, of several that which a request meets first; else a warning.
 * @returns undefined where no finding does
 */
export function causeOf({ findings }: Pick<Inspected, 'findings'>): Finding | undefined {
  const of = (level: Finding['level']) => findings.filter((finding) => finding.level === level);
  const errors = of('error');
  return (
    HOPS.map((hop) => errors.find((each) => each.hop === hop)).find((each) => each !== undefined) ??
    of('warning')[0]
  );
}

/** Whether an exchange brought what it was sent for. */
export const worked = (answer: Inspected): boolean => isDone(answer);

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

/** The result of the one request that an exchange carried. */
export const resultOf = ({ rpc }: Inspected): unknown =>
  rpc?.received.find((message): message is RpcMessage & { type: 'result' } => message.type === 'result')
    ?.result;

/** How long an answer took, for people. */
export const took = ({ exchange }: Inspected): string => duration(exchange.duration);

/** Whether an answer began a session. */
export const beganSession = ({ exchange: { response } }: Inspected): boolean =>
  header(response.headers, 'mcp-session-id') !== undefined;
