import type { Service } from './http-server.ts';
import { startNodeChild } from './node-child.ts';

/** The client that may ask for a token of its own (client_credentials). */
export const MACHINE = { id: 'gateway', secret: 'throwaway-machine-secret' };

/** The same for the page, in place of a person who logs in. */
export const USER = { id: 'user', secret: 'throwaway-user-secret' };

/**
 * Starts the real OAuth server, oidc-provider. It is a process of its own because it says a lot on the console.
 * @param resource the MCP server’s URL, the audience of every token but those for `ODD_CLIENTS.elsewhere`
 */
export function startAuthorizationServer(resource: string, log: string): Promise<Service> {
  return startNodeChild('oidc-provider', './authorization-server-child.ts', [resource], log);
}

/** An access token of the authorization server. */
export async function fetchToken(issuer: string, client: typeof USER): Promise<string> {
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: client.id,
    client_secret: client.secret,
  });
  const response = await fetch(`${issuer}/token`, { method: 'POST', body });
  if (!response.ok) throw new Error(`oidc-provider gave no token: ${await response.text()}`);
  const { access_token } = (await response.json()) as { access_token: string };
  return access_token;
}
