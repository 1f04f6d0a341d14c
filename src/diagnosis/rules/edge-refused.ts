import { refusalRule } from '../refusal-rule.ts';
import type { Fix } from '../rule.ts';

/**
 * Fires when a CDN, a firewall or a bot check refused the request itself. A refusal that the gateway or a server wrote and a CDN handed on is not
 * of this kind. Source: marks of the vendors (src/answers/who.ts).
 */
export const edgeRefused = refusalRule({
  id: 'edge-refused',
  reasons: ['bot-check', 'permission', 'auth', 'unknown'],
  by: ['edge'],
  hop: 'client-to-gateway',
  title: (_refusal, who) => `${who} blocked the request before it reached any MCP server`,
  why: ({ names }, who) =>
    names['plain']
      ? `The URL begins with http, and ${who} takes only TLS at this port.`
      : `${who} answered, not LiteLLM or an MCP server: the marks are in the evidence. Keys and tokens were not looked at.`,
  fix: ({ names }) =>
    names['plain']
      ? TLS
      : {
          user: {
            text: 'Nothing in your key. A challenge for people can’t be solved by an agent: ask the operator of the proxy to let this client through.',
          },
          operator: {
            text: 'Exempt the MCP paths from bot checks and firewall rules, or allow this client there. The request id in the answer finds the event in the vendor’s log.',
          },
        },
});

const TLS: Fix = {
  user: { text: 'Begin the URL with https://.' },
  operator: {
    text: 'If the proxy itself speaks to what is behind it here, its proxy_pass has to begin with https:// too.',
  },
};
