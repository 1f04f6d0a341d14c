import type { DebugHeaders } from '../../litellm/debug-headers.ts';
import { serversOrUrl } from '../about.ts';
import { fromResponseHeader } from '../evidence.ts';
import { rule } from '../rule.ts';
import { allInQuotes } from '../words.ts';

/**
 * Fires on the label `resolution-failed`, for the one server or for one among several in
 * `x-mcp-debug-auth-resolutions`. A server that refused the credential it got is another state
 * (`upstream-auth-required`). Source: mcp_debug.py of LiteLLM 1.108; recorded.
 */
export const authResolutionFailed = rule({
  id: 'auth-resolution-failed',
  hop: 'gateway',
  level: 'error',
  needs: ['debug', 'exchange', 'facts'],
  about: ({ debug, facts }) => {
    const servers = failedServers(debug);
    return servers.length === 0 ? serversOrUrl(facts) : servers;
  },
  title: ({ debug }) => {
    const servers = failedServers(debug);
    return servers.length === 0
      ? 'LiteLLM could not get the credential for the MCP server'
      : `LiteLLM could not get the credential for ${allInQuotes(servers)}`;
  },
  why: 'The server’s configured way to authenticate failed inside LiteLLM, before anything was sent to the MCP server.',
  check: ({ debug, exchange }) =>
    debug.resolution === 'resolution-failed' || failedServers(debug).length > 0
      ? fromResponseHeader(exchange, 'x-mcp-debug-auth-resolution', 'x-mcp-debug-auth-resolutions')
      : [],
  fix: {
    user: { text: 'If the server needs a login of yours, log in again.' },
    operator: {
      text: 'Look for the error in LiteLLM’s log; check client_id, client_secret, token_url and that the authorization server is up.',
    },
  },
});

function failedServers({ resolutions }: DebugHeaders): readonly string[] {
  return Object.entries(resolutions ?? {}).flatMap(([server, label]) =>
    label === 'resolution-failed' ? [server] : [],
  );
}
