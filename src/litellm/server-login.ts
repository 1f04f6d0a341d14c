import type { DebugHeaders } from './debug-headers.ts';

/** Labels that say nothing about a server: LiteLLM asked none, or did not get that far. */
const SAYS_NOTHING: ReadonlySet<string> = new Set(['unresolved', 'not-applicable', 'multiple']);

/**
 * Whether debug headers say how LiteLLM logged in to the MCP server, so that a key that is passed on would show. `no-auth` without an
 * address does not: the endpoint for all servers says it whatever LiteLLM does.
 */
export function tellsServerLogin({ resolution, resolutions, outboundUrl }: DebugHeaders): boolean {
  if (resolutions) return true;
  if (resolution === undefined || SAYS_NOTHING.has(resolution)) return false;
  return resolution !== 'no-auth' || outboundUrl !== undefined;
}
