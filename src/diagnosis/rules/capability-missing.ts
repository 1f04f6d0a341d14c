import { refusalRule } from '../refusal-rule.ts';

/**
 * Fires on the JSON-RPC error -32021: the server needs something of the client that the client did not offer. Source: MCP 2026-07-28.
 */
export const capabilityMissing = refusalRule({
  id: 'capability-missing',
  reasons: ['capability'],
  hop: 'client-to-gateway',
  title: 'The client lacks a capability that this call needs',
  why: 'The server wants to ask the client for something, such as sampling or elicitation, and the client did not say that it can.',
  fix: () => ({
    user: {
      text: 'Use a client that has the capability which the message names, or a tool that does not need it.',
    },
  }),
});
