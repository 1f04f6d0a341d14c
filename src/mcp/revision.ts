import { type Exchange, header } from '../exchange/exchange.ts';
import { memberOf, textIn } from '../exchange/json.ts';
import type { RpcMessage } from './json-rpc.ts';
import type { Rpc } from './rpc.ts';

/** The first revision without `initialize`: each request says its version itself (MCP, basic/versioning, "Modern"). */
const FIRST_MODERN = '2026-07-28';

/** The member of `_meta` that says it in the body (MCP 2026-07-28, basic, "_meta"). */
const VERSION_IN_META = 'io.modelcontextprotocol/protocolVersion';

/** The version that a message names in its `_meta`; undefined when it names none. */
export const versionIn = (message: RpcMessage): string | undefined =>
  'params' in message ? textIn(memberOf(message.params, '_meta'), VERSION_IN_META) : undefined;

/**
 * The revision of MCP that a request is of.
 * @returns by its header, else by its body; undefined when neither names one, as clients before 2025-06-18
 */
export function revisionOf({ request }: Exchange, rpc: Rpc | undefined): string | undefined {
  const [first] = header(request.headers, 'mcp-protocol-version')?.split(',') ?? [];
  return first?.trim() ?? rpc?.sent.map(versionIn).find((version) => version !== undefined);
}

/** Whether a revision is 2026-07-28 or later; revisions are dates. */
export const isModern = (revision: string | undefined): boolean =>
  revision !== undefined && /^\d{4}-\d\d-\d\d$/.test(revision) && revision >= FIRST_MODERN;
