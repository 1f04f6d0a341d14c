import { refusalRule } from '../refusal-rule.ts';

/**
 * Fires when an access proxy answers with a sign-in page, or sends the request there. An agent can't log in on a page. OAuth of MCP is another
 * thing: it answers 401 with a challenge. Source: marks of oauth2-proxy, Cloudflare Access, Google IAP, Azure App Proxy.
 */
export const edgeLoginWall = refusalRule({
  id: 'edge-login-wall',
  reasons: ['login-wall'],
  hop: 'client-to-gateway',
  explains: 'cause',
  title: (_refusal, who) => `${who} asks people to sign in, and the client is none`,
  why: 'An access proxy stands in front and answers with its sign-in page. MCP’s own login would be a 401 with a challenge.',
  fix: () => ({
    user: {
      text: 'Do not call the sign-in page’s URL. Ask the operator of the proxy for a service token, or for a rule that lets the MCP paths through.',
    },
    operator: {
      text: 'Exempt the MCP and /.well-known paths from the sign-in, or accept a service token there: LiteLLM asks for its own key.',
    },
  }),
});
