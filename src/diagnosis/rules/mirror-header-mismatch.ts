import { refusalRule } from '../refusal-rule.ts';

/**
 * Fires on the JSON-RPC error -32020: `Mcp-Method`, `Mcp-Name` or another header says something else than the body. Source: MCP 2026-07-28.
 */
export const mirrorHeaderMismatch = refusalRule({
  id: 'mirror-header-mismatch',
  reasons: ['header-mismatch'],
  hop: 'client-to-gateway',
  title: 'The request’s headers and its body disagree',
  why: 'From 2026-07-28 on, headers repeat the method and the name so that proxies can route by them. The server compares both.',
  fix: () => ({
    user: {
      text: 'Have the client write Mcp-Method, Mcp-Name and MCP-Protocol-Version from the body that it sends. If it does, something on the way changed one of the two.',
    },
  }),
});
