import { refusalRule } from '../refusal-rule.ts';

/**
 * Fires when LiteLLM got more than one Authorization header. Source: LiteLLM's auth/user_api_key_auth_mcp.py; recorded with 1.110.
 */
export const authorizationDuplicated = refusalRule({
  id: 'authorization-duplicated',
  reasons: ['authorization-doubled'],
  hop: 'client-to-gateway',
  title: 'The request has more than one Authorization header',
  why: 'LiteLLM can’t tell which one counts, so it takes none. Often the client sets one and a proxy or an extension adds another.',
  fix: () => ({
    user: {
      text: 'Send one Authorization header, for the MCP server’s token, and the LiteLLM key in x-litellm-api-key.',
    },
    operator: { text: 'Check whether a proxy in front of LiteLLM adds Authorization.' },
  }),
});
