import { refusalRule } from '../refusal-rule.ts';

/**
 * Fires when a proxy in front says that it could not reach what is behind it, or failed itself: 500, 502, 503, 520 to 530 of its own. LiteLLM's own
 * 5xx is `gateway-exception`. Source: marks of the vendors (src/answers/who.ts).
 */
export const edgeFailed = refusalRule({
  id: 'edge-failed',
  reasons: ['unreachable', 'crash'],
  by: ['edge'],
  hop: 'client-to-gateway',
  title: ({ code, reason, names }, who) =>
    names['keys']
      ? `${who} could not fetch the keys that it checks tokens with`
      : reason === 'crash'
        ? `${who} failed by itself (HTTP ${code})`
        : `${who} could not reach what is behind it (HTTP ${code})`,
  why: ({ names }) =>
    names['keys']
      ? 'A proxy in front checks tokens itself and did not get the issuer’s keys (JWKS). It then calls every token invalid, right or wrong.'
      : 'A proxy in front answered by itself, so the request did not get through to LiteLLM or the MCP server, or nothing came back from there.',
  fix: ({ names }) => ({
    user: { text: 'Nothing on your side. Send the time of this request to the gateway operator.' },
    operator: {
      text: names['keys']
        ? 'Fetch the JWKS URL from the proxy’s machine: name resolution, TLS trust, and whether the proxy may connect to the issuer.'
        : 'Check that LiteLLM, or the MCP server, runs and listens where the proxy expects it, and look at the proxy’s error log of this time.',
    },
  }),
});
