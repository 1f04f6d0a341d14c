import { isComparedKey } from '../../litellm/client-credentials.ts';
import { claudeMcpAdd, claudeMcpAddWrong } from '../commands.ts';
import { forwardedKeyHeaders, forwardingLabel } from '../computed/forwarded-key.ts';
import { fromRequestHeader, fromResponseHeader } from '../evidence.ts';
import { type Given, rule } from '../rule.ts';
import { inQuotes } from '../words.ts';

type Asked = Given<'debug' | 'exchange'>;

/**
 * Fires when LiteLLM finds its own key in Authorization, or the client put it into `x-mcp-auth` or `x-mcp-{alias}-…` too,
 * and the resolution forwards that header. Not with `static-token`, `no-auth` or a machine token, where it stays behind,
 * nor when another credential is the one forwarded. An info only where LiteLLM had nothing to compare with. Source: LiteLLM's mcp_debug.py; recorded
 * with 1.81 and 1.100.
 */
export const litellmKeyLeaksUpstream = rule({
  id: 'litellm-key-leaks-upstream',
  hop: 'gateway-to-server',
  level: (given) => (isSurelyTheKey(given) ? 'error' : 'info'),
  needs: ['debug', 'exchange'],
  once: true,
  about: 'server',
  title: (given) =>
    isSurelyTheKey(given)
      ? 'Your LiteLLM key is sent to the MCP server'
      : 'Authorization is passed on to the MCP server: make sure it is not your LiteLLM key',
  why: (given) =>
    isSurelyTheKey(given)
      ? `LiteLLM’s own key is in ${forwardedKeyHeaders(given).join(' and ')} and, with “${forwardingLabel(given.debug)}”, LiteLLM passes it on to ${
          given.debug.outboundUrl === undefined ? 'the MCP server' : inQuotes(given.debug.outboundUrl)
        }. Whoever runs that server can use your key.`
      : 'LiteLLM calls Authorization its own key here only because the request has no x-litellm-api-key. If it is a token meant for this server, all is well.',
  check: (given) => {
    const { debug, exchange } = given;
    if (forwardedKeyHeaders(given).length === 0) return [];
    return [
      ...(debug.oauth2Token?.sameAsLitellmKey
        ? fromResponseHeader(exchange, 'x-mcp-debug-oauth2-token')
        : []),
      ...fromResponseHeader(exchange, 'x-mcp-debug-auth-resolution', 'x-mcp-debug-auth-resolutions'),
      ...forwardedKeyHeaders(given).flatMap((name) => fromRequestHeader(exchange, name)),
      ...fromResponseHeader(exchange, 'x-mcp-debug-outbound-url'),
    ];
  },
  fix: ({ exchange }) => ({
    user: {
      text: 'Send the LiteLLM key in x-litellm-api-key only, and leave the other headers to the MCP server’s own token. Then have the key replaced: someone else has seen it.',
      commands: [claudeMcpAddWrong(exchange), claudeMcpAdd(exchange)],
    },
    operator: {
      text: 'Rotate this key, and check whether the server needs Authorization forwarded at all (extra_headers, delegate_auth_to_upstream, oauth2 passthrough).',
    },
  }),
});

function isSurelyTheKey(given: Asked): boolean {
  const isCopy = !forwardedKeyHeaders(given).includes('authorization');
  return isCopy || isComparedKey(given.exchange, given.debug);
}
