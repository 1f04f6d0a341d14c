import type { Service } from './http-server.ts';
import { startNodeChild } from './node-child.ts';

/** The client that may ask for a token of its own (client_credentials). */
export const MACHINE = { id: 'gateway', secret: 'throwaway-machine-secret' };

/**
 * Starts the real OAuth server, oidc-provider. It is a process of its own because it says a lot on the console.
 * @param resource the MCP server’s URL, the audience of every token but those for `ODD_CLIENTS.elsewhere`
 */
export function startAuthorizationServer(resource: string, log: string): Promise<Service> {
  return startNodeChild('oidc-provider', './authorization-server-child.ts', [resource], log);
}
