import { tellsServerLogin } from '../../litellm/server-login.ts';
import type { Row } from '../rows/row.ts';

/** Whether a recording shows how LiteLLM logs in to the MCP servers, which only debug headers do. */
export interface Checked {
  /** Requests to MCP endpoints. */
  readonly calls: number;
  /** How many of them asked for debug headers. */
  readonly asked: number;
  /** The servers of which no response says it, in order; '' stands for a request that names none. */
  readonly unchecked: readonly string[];
}

/** What was looked at in a recording, by its finished rows. */
export function checkedIn(rows: readonly Row[]): Checked {
  let calls = 0;
  let asked = 0;
  const servers = new Map<string, boolean>();
  for (const { inspected, origin, server, debugHeader } of rows) {
    if (inspected.kind !== 'mcp') continue;
    calls += 1;
    if (debugHeader.state !== 'not-applied') asked += 1;
    const key = `${origin} ${server}`;
    const isTold = inspected.debug !== undefined && tellsServerLogin(inspected.debug);
    servers.set(key, isTold || (servers.get(key) ?? false));
  }
  const unchecked = [...servers].flatMap(([key, isTold]) => (isTold ? [] : key.slice(key.indexOf(' ') + 1)));
  return { calls, asked, unchecked: [...new Set(unchecked)] };
}
