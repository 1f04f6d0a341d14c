import type { Exchange } from '../../exchange/exchange.ts';
import {
  authorizationHoldsGatewayKey,
  credentialIn,
  keyBesideAuthorization,
} from '../../litellm/client-credentials.ts';
import { serverConfigOf } from '../commands.ts';
import { type Age, litellmAge } from '../computed/litellm-age.ts';
import { noAuthProvesNothing } from '../computed/unreliable-label.ts';
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
  needs: ['debug', 'exchange', 'facts', 'past'],
  once: true,
  about: 'server',
  title: 'LiteLLM adds no credential for the MCP server',
  why: ({ exchange, facts, past }) =>
    mayPassOn(exchange)
      ? `LiteLLM has no auth configured for this server. ${passedOn(litellmAge(108, facts, past))}`
      : 'LiteLLM has no auth configured for this server. That is right for a public server, and for no other.',
  check: ({ debug, exchange, facts }) =>
    !noAuthProvesNothing(facts) &&
    debug.resolution === 'no-auth' &&
    debug.serverAuthType === undefined &&
    debug.outboundUrl !== undefined
      ? fromResponseHeader(exchange, 'x-mcp-debug-auth-resolution', 'x-mcp-debug-server-auth-type')
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

/** What becomes of a user's token: the label `extra-headers` came with 1.108. */
function passedOn(age: Age | undefined): string {
  if (age?.is === 'newer')
    return `Your Authorization does not reach it: this is LiteLLM 1.108 or newer (inferred from ${age.because}), which would say “extra-headers”.`;
  const older = age ? `, and this one is older (inferred from ${age.because})` : '';
  return `Your Authorization reaches it only if extra_headers names it there; LiteLLM before 1.108 says “no-auth” either way${older}.`;
}

/** Whether the request carries a user's token beside the gateway's key. */
const mayPassOn = (exchange: Exchange): boolean =>
  credentialIn(exchange, 'authorization') !== undefined &&
  keyBesideAuthorization(exchange) !== undefined &&
  !authorizationHoldsGatewayKey(exchange);
