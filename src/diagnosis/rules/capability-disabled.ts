import { refusalRule } from '../refusal-rule.ts';

/**
 * Fires when the gateway has a part of MCP switched off, or an endpoint does not have it. A warning: clients may do without. Source: LiteLLM's
 * operations.py (`mcp_disabled_capabilities`), 1.110.
 */
export const capabilityDisabled = refusalRule({
  id: 'capability-disabled',
  reasons: ['disabled'],
  hop: 'gateway',
  level: 'warning',
  title: ({ names }) => `The gateway has ${names['what'] ?? 'this operation'} switched off`,
  why: 'The MCP server may offer it, the gateway does not pass it on.',
  fix: () => ({
    user: { text: 'Do without it, or use an endpoint of the gateway that has it.' },
    operator: { text: 'Look at mcp_disabled_capabilities in general_settings.' },
  }),
});
