import { isRecord } from '../mcp/json-rpc.ts';
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
    message.type === 'result' ? readOutcomes(message.result) : [],
  );
  return outcomes.length === 0 ? undefined : outcomes;
}

function readOutcomes(result: unknown): readonly ServerOutcome[] {
  const meta = isRecord(result) ? result['_meta'] : undefined;
  const outcomes = isRecord(meta) ? meta['litellm.ai/server_outcomes'] : undefined;
  if (!isRecord(outcomes)) return [];
  return Object.entries(outcomes).flatMap(([server, outcome]) => {
    if (!isRecord(outcome) || typeof outcome['status'] !== 'string') return [];
    const { status, http_status: httpStatus, tool_count: toolCount } = outcome;
    return {
      server,
      status,
      ...(typeof httpStatus === 'number' ? { httpStatus } : {}),
      ...(typeof toolCount === 'number' ? { toolCount } : {}),
    };
  });
}
