import { auth } from '@modelcontextprotocol/sdk/client/auth.js';
import { StreamableHTTPError } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { OAuthMetadataSchema } from '@modelcontextprotocol/sdk/shared/auth.js';
import type { Login } from '../scenarios/scenario.ts';
import { LoginClient } from './login-client.ts';
import { useServer } from './server.ts';

/**
 * Uses an MCP server; where it asks for a login, logs in by OAuth with the MCP SDK and uses it with the token.
 * @throws what goes wrong on the way
 */
export async function logIn(
  serverUrl: URL,
  headers: Readonly<Record<string, string>>,
  login: Login | undefined,
  onProgress: (text: string) => void,
): Promise<string> {
  const use = (more: Readonly<Record<string, string>> = {}) =>
    useServer(serverUrl, { ...headers, ...more }, login?.call, onProgress);
  try {
    return await use();
  } catch (error) {
    if (!(error instanceof StreamableHTTPError) || error.code !== 401) throw error;
  }
  const client = new LoginClient(login ?? {});
  const { fetch: fetchFn } = client;
  if (login?.serverMetadata !== undefined) {
    const answer = await fetch(new URL(login.serverMetadata, serverUrl));
    const authorizationServerMetadata = OAuthMetadataSchema.parse(await answer.json());
    client.discovered = {
      authorizationServerUrl: authorizationServerMetadata.issuer,
      authorizationServerMetadata,
    };
  }
  await auth(client, { serverUrl, fetchFn });
  await auth(client, { serverUrl, fetchFn, authorizationCode: client.code ?? '' });
  const { access_token = '', expires_in = 0 } = client.issued ?? {};
  if (login?.waits) await new Promise((resolve) => setTimeout(resolve, expires_in * 1000));
  return login?.forgets ? use() : use({ authorization: `Bearer ${access_token}` });
}
