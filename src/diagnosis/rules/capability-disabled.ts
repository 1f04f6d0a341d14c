import { refusalRule } from '../refusal-rule.ts';

/**
 * Fires when the gateway has a part of MCP switched off, an endpoint does not have it, a server may not ask the client for input, or an instance does not serve such routes. A warning: clients
 * may do without. Source: LiteLLM's operations.py (`mcp_disabled_capabilities`) and interactions.py, 1.110; its enterprise route checks.
 */
export const capabilityDisabled = refusalRule({
  id: 'capability-disabled',
  reasons: ['disabled'],
  hop: 'gateway',
  level: 'warning',
  title: ({ names }) =>
    `The gateway has ${names['routes'] ? `its ${names['routes']} routes` : names['registry'] ? 'its registry of servers' : (names['what'] ?? names['asked']?.toLowerCase() ?? 'this operation')} switched off`,
  why: ({ names }) =>
    names['routes']
      ? 'This instance of the gateway serves only the other half of the routes, and the routes of MCP count among those that are off.'
      : names['registry']
        ? 'The gateway lists its servers publicly only where its operator switched that on.'
        : names['asked']
          ? 'The tool wants to ask the client for something, and the gateway does not let this server do that.'
          : 'The MCP server may offer it, the gateway does not pass it on.',
  fix: ({ names }) => ({
    user: {
      text: names['routes']
        ? 'Use the instance of the gateway that serves these routes.'
        : names['registry']
          ? 'Enter the URLs of the servers by hand.'
          : names['asked']
            ? 'Use a tool that does not ask, or ask the gateway operator.'
            : 'Do without it, or use an endpoint of the gateway that has it.',
    },
    operator: {
      text: names['routes']
        ? 'Look at DISABLE_LLM_API_ENDPOINTS and DISABLE_ADMIN_ENDPOINTS of this instance.'
        : names['registry']
          ? 'Set enable_mcp_registry in general_settings.'
          : names['asked']
            ? 'Look at allow_elicitation and allow_sampling of this server in mcp_servers.'
            : 'Look at mcp_disabled_capabilities in general_settings.',
    },
  }),
});
