import { refusalRule } from '../refusal-rule.ts';

/**
 * Fires when the gateway needs something of the user before it can call the server: variables or a key of their own, a sign-in at the gateway or at the server, or a new password. Source:
 * LiteLLM's rest_endpoints.py and outbound_credentials/resolver.py, gateway_dcr_flow.py and auth/route_checks.py; recorded with 1.110.
 */
export const userSetupRequired = refusalRule({
  id: 'user-setup-required',
  reasons: ['setup'],
  hop: 'gateway',
  title: ({ names }) =>
    names['password']
      ? 'The gateway wants you to change your password first'
      : (names['login'] ?? names['signin'])
        ? 'The gateway wants you to log in first'
        : 'The gateway needs a setting of yours for this server',
  why: ({ names }) =>
    names['password']
      ? 'The password of your account at the gateway was set by an admin or is known from a leak. Until it is changed, the session serves for nothing else.'
      : (names['login'] ?? names['signin'])
        ? 'LiteLLM calls this server as you, or connects it for you, and for that it has to know who you are. The gateway is not misconfigured.'
        : 'The server takes credentials or variables of each user, and yours are not there yet. The gateway is not misconfigured.',
  fix: ({ names }) => ({
    user: {
      text: names['password']
        ? 'Change it on LiteLLM’s page for that, then log in again.'
        : names['signin']
          ? 'Sign in to LiteLLM in this browser, then go back to the page and finish.'
          : names['login']
            ? 'Log in to this server through the gateway, with your identity provider where the message asks for that. Then repeat the call.'
            : names['key']
              ? 'Store your own key for this server: log in where the challenge points to, or on LiteLLM’s page of the server. Then repeat the call.'
              : 'Open the page that the message names and fill in what is missing there, then repeat the call.',
    },
    operator: { text: 'Tell users where they set it: LiteLLM’s page of the MCP server, or its sign-in.' },
  }),
});
