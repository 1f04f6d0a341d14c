import { serverUrl } from '../commands.ts';
import { refusalRule } from '../refusal-rule.ts';

/**
 * Fires on `mcp_server_scope_required`: the gateway wants each request to name the servers it is for; and where a resource is read or subscribed to on an endpoint of several. Source: LiteLLM's operations.py
 * (`mcp_require_explicit_server_scope`).
 */
export const serverScopeRequired = refusalRule({
  id: 'server-scope-required',
  reasons: ['scope'],
  by: ['gateway'],
  hop: 'client-to-gateway',
  title: 'The gateway wants the request to name a server',
  why: ({ names }) =>
    isOfOne(names)
      ? 'LiteLLM reads a resource, and subscribes to one, only where the endpoint stands for one server: it can’t tell which of several the address is of.'
      : 'This gateway has no endpoint for all servers at once: its operator switched that off.',
  fix: ({ names }, { exchange }) => ({
    user: {
      text: 'Use the URL of one server, or name the servers in a header.',
      commands: [
        { label: 'One server', language: 'http', text: serverUrl(exchange, 'YOUR_SERVER') },
        { label: 'Header', language: 'http', text: 'x-mcp-servers: YOUR_SERVER' },
      ],
    },
    ...(!isOfOne(names) && {
      operator: { text: 'mcp_require_explicit_server_scope in general_settings makes it so.' },
    }),
  }),
});

const isOfOne = ({ one, subscribed }: Readonly<Record<string, string>>): boolean =>
  (one ?? subscribed) !== undefined;
