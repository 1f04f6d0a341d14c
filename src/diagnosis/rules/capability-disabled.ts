import { refusalRule } from '../refusal-rule.ts';

/**
 * Fires when the gateway has a part of MCP switched off, an endpoint does not have it, or an instance does not serve such routes. A warning: clients
 * may do without. Source: LiteLLM's operations.py (`mcp_disabled_capabilities`), 1.110; its enterprise route checks.
 */
export const capabilityDisabled = refusalRule({
  id: 'capability-disabled',
  reasons: ['disabled'],
  hop: 'gateway',
  level: 'warning',
  title: ({ names }) =>
    `The gateway has ${names['routes'] ? `its ${names['routes']} routes` : names['registry'] ? 'its registry of servers' : (names['what'] ?? 'this operation')} switched off`,
  why: ({ names }) =>
    names['routes']
      ? 'This instance of the gateway serves only the other half of the routes, and the routes of MCP count among those that are off.'
      : names['registry']
        ? 'The gateway lists its servers publicly only where its operator switched that on.'
        : 'The MCP server may offer it, the gateway does not pass it on.',
  fix: ({ names }) => ({
    user: {
      text: names['routes']
        ? 'Use the instance of the gateway that serves these routes.'
        : names['registry']
          ? 'Enter the URLs of the servers by hand.'
          : 'Do without it, or use an endpoint of the gateway that has it.',
    },
    operator: {
      text: names['routes']
        ? 'Look at DISABLE_LLM_API_ENDPOINTS and DISABLE_ADMIN_ENDPOINTS of this instance.'
        : names['registry']
          ? 'Set enable_mcp_registry in general_settings.'
          : 'Look at mcp_disabled_capabilities in general_settings.',
    },
  }),
});
