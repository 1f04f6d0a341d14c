import type { DebugHeaders } from '../../litellm/debug-headers.ts';
import { FORWARDS_CLIENT_CREDENTIAL } from '../../litellm/resolution.ts';
import { serversOrUrl } from '../about.ts';
import { serverConfigOf } from '../commands.ts';
import { litellmAge } from '../computed/litellm-age.ts';
import { fromResponseHeader } from '../evidence.ts';
import { rule } from '../rule.ts';

/**
 * Fires on the label `m2m-client-credentials`, for the one server or one among several; a warning when the request
 * also brought a token that is not the gateway's key. Source: `resolve_auth_resolution` in LiteLLM's mcp_debug.py,
 * where client credentials go before the user's token.
 */
export const m2mTokenUsed = rule({
  id: 'm2m-token-used',
  hop: 'gateway-to-server',
  level: ({ debug }) => (userTokenIgnored(debug) ? 'warning' : 'info'),
  needs: ['debug', 'exchange', 'facts', 'past'],
  once: true,
  about: ({ debug, facts }) => {
    const servers = machineServers(debug);
    return servers.length === 0 ? serversOrUrl(facts) : servers;
  },
  title: ({ debug }) =>
    userTokenIgnored(debug)
      ? 'Your user token is ignored: the server sees LiteLLM’s machine identity'
      : 'The server sees LiteLLM’s machine identity, not the user',
  why: ({ debug }) =>
    userTokenIgnored(debug)
      ? 'The request carried a token of its own, but LiteLLM used client credentials. Every user has the service’s rights on that server.'
      : 'LiteLLM fetched a token with client credentials. Every user has the service’s rights on that server, which may be meant.',
  check: ({ debug, exchange }) =>
    debug.resolution === MACHINE || machineServers(debug).length > 0
      ? [
          ...fromResponseHeader(exchange, 'x-mcp-debug-auth-resolution', 'x-mcp-debug-auth-resolutions'),
          ...(userTokenIgnored(debug) ? fromResponseHeader(exchange, 'x-mcp-debug-oauth2-token') : []),
        ]
      : [],
  fix: ({ exchange, facts, past }) => {
    const age = litellmAge(100, facts, past);
    const user = { text: 'Nothing on your side: the gateway decides which identity the server sees.' };
    const withFlow = serverConfigOf(
      exchange,
      ['auth_type: oauth2', 'oauth2_flow: authorization_code'],
      'config.yaml (LiteLLM 1.100 and later)',
    );
    if (!age) {
      return {
        user,
        operator: {
          text: 'For tokens per user, let users log in: set the flow, or remove client_id, client_secret and token_url.',
          commands: [withFlow],
        },
      };
    }
    return {
      user,
      operator:
        age.is === 'newer'
          ? {
              text: `For tokens per user, let users log in: set the flow. This is LiteLLM 1.100 or newer (inferred from ${age.because}), which asks for it.`,
              commands: [withFlow],
            }
          : {
              text: `For tokens per user, let users log in: remove client_id, client_secret and token_url. This LiteLLM is older than 1.100 (inferred from ${age.because}) and has no oauth2_flow.`,
            },
    };
  },
});

const MACHINE = 'm2m-client-credentials';

/** Of several servers in one answer those that got a machine token. */
const machineServers = ({ resolutions }: DebugHeaders): readonly string[] =>
  Object.entries(resolutions ?? {}).flatMap(([server, label]) => (label === MACHINE ? [server] : []));

/** A user's token came, and no server of the answer got it. */
const userTokenIgnored = ({ oauth2Token, resolutions }: DebugHeaders): boolean =>
  oauth2Token !== undefined &&
  !oauth2Token.sameAsLitellmKey &&
  !Object.values(resolutions ?? {}).some((label) => FORWARDS_CLIENT_CREDENTIAL.has(label));
