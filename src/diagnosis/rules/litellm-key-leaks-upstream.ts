import type { DebugHeaders } from '../../litellm/debug-headers.ts';
import { FORWARDS_CLIENT_CREDENTIAL } from '../../litellm/resolution.ts';
import { claudeMcpAdd, claudeMcpAddWrong } from '../commands.ts';
import { fromResponseHeader } from '../evidence.ts';
import { rule } from '../rule.ts';

export const litellmKeyLeaksUpstream = rule({
  id: 'litellm-key-leaks-upstream',
  hop: 'gateway-to-server',
  level: 'error',
  needs: ['debug', 'exchange'],
  title: 'Your LiteLLM key is sent to the MCP server',
  why: ({ debug }) =>
    `LiteLLM found its own key in Authorization and, with “${forwarding(debug)}”, passes Authorization on to ${
      debug.outboundUrl ?? 'the MCP server'
    }. Whoever runs that server can use your key.`,
  check: ({ debug, exchange }) =>
    debug.oauth2Token?.sameAsLitellmKey && forwarding(debug)
      ? [
          ...fromResponseHeader(exchange, 'x-mcp-debug-oauth2-token'),
          ...fromResponseHeader(exchange, 'x-mcp-debug-auth-resolution'),
          ...fromResponseHeader(exchange, 'x-mcp-debug-auth-resolutions'),
          ...fromResponseHeader(exchange, 'x-mcp-debug-outbound-url'),
        ]
      : [],
  fix: ({ exchange }) => ({
    user: {
      text: 'Send the LiteLLM key in x-litellm-api-key and leave Authorization to the MCP server’s own token. Then have the key replaced: it has left your house.',
      commands: [claudeMcpAddWrong(exchange), claudeMcpAdd(exchange)],
    },
    operator: {
      text: 'Rotate this key, and check whether the server needs Authorization forwarded at all (extra_headers, oauth2 passthrough).',
    },
  }),
});

function forwarding({ resolution, resolutions }: DebugHeaders): string | undefined {
  return [resolution ?? '', ...Object.values(resolutions ?? {})].find((label) =>
    FORWARDS_CLIENT_CREDENTIAL.has(label),
  );
}
