import { refusalRule } from '../refusal-rule.ts';
import { inQuotes } from '../words.ts';

/**
 * Fires when LiteLLM admits only some client applications and this is none of them, or does not say which it is. Source: LiteLLM's
 * client_allowlist.py (`mcp_allowed_clients`), 1.110.
 */
export const clientNotAllowed = refusalRule({
  id: 'client-not-allowed',
  reasons: ['client'],
  hop: 'gateway',
  title: ({ names }) =>
    names['missing']
      ? `The request does not say which client it comes from: ${inQuotes(names['missing'])} is missing`
      : `The gateway does not admit this client${names['client'] ? `: ${inQuotes(names['client'])}` : ''}`,
  why: 'The gateway lists the client applications that may use it, and goes by a header or a claim that names the client. The key is not the problem.',
  fix: ({ names }) => ({
    user: {
      text: names['missing']
        ? 'Send the header that the message names, with the name of your client as the gateway operator has it.'
        : 'Ask the gateway operator to list your client, by the name in the message.',
    },
    operator: { text: 'Add the client to mcp_allowed_clients, or check mcp_client_id_header.' },
  }),
});
