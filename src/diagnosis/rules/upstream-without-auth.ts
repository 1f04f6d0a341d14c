import { serverConfigOf } from '../commands.ts';
import { fromResponseHeader } from '../evidence.ts';
import { rule } from '../rule.ts';

/**
 * Fires on the label `no-auth` for a server without auth_type. Not on the endpoint for all servers, where LiteLLM
 * says so whatever it does. Never more than an info: public servers are meant to be so. Source: LiteLLM's
 * mcp_debug.py; recorded with 1.81, 1.100 and 1.108.
 */
export const upstreamWithoutAuth = rule({
  id: 'upstream-without-auth',
  hop: 'gateway-to-server',
  level: 'info',
  needs: ['debug', 'exchange'],
  unless: ['auth-label-unreliable'],
  title: 'The MCP server is called without a credential',
  why: 'LiteLLM has no auth configured for this server. That is right for a public server, and for no other.',
  check: ({ debug, exchange }) =>
    debug.resolution === 'no-auth' && debug.serverAuthType === undefined && debug.outboundUrl !== undefined
      ? [
          ...fromResponseHeader(exchange, 'x-mcp-debug-auth-resolution'),
          ...fromResponseHeader(exchange, 'x-mcp-debug-server-auth-type'),
        ]
      : [],
  fix: ({ exchange }) => ({
    user: { text: 'Nothing, if the server is meant to be public.' },
    operator: {
      text: 'Only if the server should know its callers: set auth_type for it in mcp_servers.',
      commands: [
        serverConfigOf(exchange, ['auth_type: bearer_token', 'auth_value: os.environ/SERVER_TOKEN']),
      ],
    },
  }),
});
