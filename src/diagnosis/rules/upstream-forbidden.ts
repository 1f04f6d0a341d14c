import { upstreamRule } from '../upstream-rule.ts';

/**
 * Fires on the outcome `forbidden`: the MCP server answered LiteLLM with 403. A 403 to you is about your own key.
 * Source: LiteLLM's faults/list_outcomes.py, from 1.100 on.
 */
export const upstreamForbidden = upstreamRule({
  id: 'upstream-forbidden',
  statuses: ['forbidden'],
  title: (servers) => `The MCP server ${servers} refuses LiteLLM’s credential`,
  why: 'The server knows who is calling and answered 403: the credential that LiteLLM sent lacks a permission there.',
  operator:
    'Give the credential in auth_value, or the OAuth client, the rights or scopes that the server asks for.',
});
