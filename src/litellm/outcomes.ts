import type { Exchange } from '../exchange/exchange.ts';
import { defined, isRecord, memberOf, numberIn, readJson, textIn } from '../exchange/json.ts';
import type { Rpc } from '../mcp/rpc.ts';

/** What LiteLLM says of one server in `_meta["litellm.ai/server_outcomes"]` of a tools/list result. */
export interface ServerOutcome {
  readonly server: string;
  /** `ok`, `unreachable`, `auth_required`, `forbidden`, `timeout`, `upstream_error`, `internal`; others as they came. */
  readonly status: string;
  readonly httpStatus?: number;
  readonly toolCount?: number;
}

/**
 * Reads the outcomes of every result in an exchange (litellm/proxy/_experimental/mcp_server/faults/list_outcomes.py, from
 * 1.100 on), or of an answer of the REST routes (`server_outcomes`, from 1.108 on).
 * @returns undefined when there are none
 */
export function decodeOutcomes(
  { response }: Exchange,
  rpc: Rpc | undefined,
): readonly ServerOutcome[] | undefined {
  const outcomes = rpc
    ? rpc.received.flatMap((message) =>
        message.type === 'result'
          ? readOutcomes(memberOf(memberOf(message.result, '_meta'), 'litellm.ai/server_outcomes'))
          : [],
      )
    : readOutcomes(memberOf(readJson(response.body?.text), 'server_outcomes'));
  return outcomes.length === 0 ? undefined : outcomes;
}

function readOutcomes(outcomes: unknown): readonly ServerOutcome[] {
  if (!isRecord(outcomes)) return [];
  return Object.entries(outcomes).flatMap(([server, outcome]) => {
    const status = textIn(outcome, 'status');
    if (status === undefined) return [];
    const [httpStatus, toolCount] = [numberIn(outcome, 'http_status'), numberIn(outcome, 'tool_count')];
    return { server, status, ...defined({ httpStatus, toolCount }) };
  });
}
