import { refusalRule } from '../refusal-rule.ts';

/**
 * Fires when the gateway needs something of the user before it can call the server: variables or a key of their own, or a sign-in at the gateway. Source:
 * LiteLLM's rest_endpoints.py and outbound_credentials/resolver.py; recorded with 1.110.
 */
export const userSetupRequired = refusalRule({
  id: 'user-setup-required',
  reasons: ['setup'],
  hop: 'gateway',
  title: 'The gateway needs a setting of yours for this server',
  why: 'The server takes credentials or variables of each user, and yours are not there yet. The gateway is not misconfigured.',
  fix: ({ names }) => ({
    user: {
      text: names['key']
        ? 'Store your own key for this server: log in where the challenge points to, or on LiteLLM’s page of the server. Then repeat the call.'
        : 'Open the page that the message names and fill in what is missing there, then repeat the call.',
    },
    operator: { text: 'Tell users where they set it: LiteLLM’s page of the MCP server, or its sign-in.' },
  }),
});
