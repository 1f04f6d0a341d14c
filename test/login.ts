import { GATEWAY, KEY, type Parts } from './har-entry.ts';

/** Requests of an OAuth login, for tests. */

/** A request for a well-known document of the gateway. */
export const metadata = (path: string, received: unknown, more: Parts = {}): Parts => ({
  method: 'GET',
  url: `${GATEWAY}/.well-known/${path}`,
  received,
  ...more,
});

/** An authorization server's metadata with nothing wrong in it. */
export const serverDocument = (issuer = `${GATEWAY}/mcp`) => ({
  issuer,
  authorization_endpoint: `${GATEWAY}/authorize`,
  token_endpoint: `${GATEWAY}/token`,
  registration_endpoint: `${GATEWAY}/register`,
  code_challenge_methods_supported: ['S256'],
});

/** A client that registers, and gets its id. */
export const registered: Parts = {
  url: `${GATEWAY}/register`,
  sent: { redirect_uris: ['http://127.0.0.1/cb'] },
  status: 201,
  received: { client_id: 'x' },
};

/** The metadata of an MCP server that has this authorization server. */
export const resourceOf = (server: string): Parts =>
  metadata('oauth-protected-resource/mcp/everything', {
    resource: `${GATEWAY}/mcp`,
    authorization_servers: [server],
  });

/** A token request that got its token. */
export const issued: Parts = {
  url: `${GATEWAY}/token`,
  sent: 'grant_type=authorization_code&code=abc',
  sentType: 'application/x-www-form-urlencoded',
  received: { access_token: 'issued-access-token', token_type: 'Bearer' },
};

/** A call with a user's token beside the gateway's key. */
export const carrying = (token: string): Parts => ({
  requestHeaders: { 'x-litellm-api-key': `Bearer ${KEY}`, authorization: `Bearer ${token}` },
});
