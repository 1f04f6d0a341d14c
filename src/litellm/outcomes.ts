import { defined, isRecord, memberOf, numberIn, textIn } from '../exchange/json.ts';
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
 * 1.100 on).
 * @returns undefined when no result has any
 */
export function decodeOutcomes(rpc: Rpc): readonly ServerOutcome[] | undefined {
  const outcomes = rpc.received.flatMap((message) =>
    message.type === 'result' ? readOutcomes(memberOf(message.result, '_meta')) : [],
  );
  return outcomes.length === 0 ? undefined : outcomes;
}

function readOutcomes(meta: unknown): readonly ServerOutcome[] {
  const outcomes = memberOf(meta, 'litellm.ai/server_outcomes');
  if (!isRecord(outcomes)) return [];
  return Object.entries(outcomes).flatMap(([server, outcome]) => {
    const status = textIn(outcome, 'status');
    if (status === undefined) return [];
    const [httpStatus, toolCount] = [numberIn(outcome, 'http_status'), numberIn(outcome, 'tool_count')];
    return { server, status, ...defined({ httpStatus, toolCount }) };
  });
}
