import { refusalRule } from '../refusal-rule.ts';

/**
 * Fires when the user logged in at the authorization server with another account than the gateway expects. Source: LiteLLM's
 * oauth_identity_binding.py, 1.110.
 */
export const accountMismatch = refusalRule({
  id: 'account-mismatch',
  reasons: ['account'],
  hop: 'authorization-server',
  title: 'The login was done with another account than the gateway expects',
  why: 'The gateway binds the login at the MCP server to your account at the gateway, and the two are not the same person.',
  fix: () => ({
    user: {
      text: 'Log out at the authorization server, then log in there with the account that you use at the gateway.',
    },
    operator: { text: 'Check which claim is compared (oauth identity binding of the server).' },
  }),
});
