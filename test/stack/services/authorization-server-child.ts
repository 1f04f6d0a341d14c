import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';
import { MACHINE, USER } from './authorization-server.ts';

/**
 * oidc-provider with dynamic registration, PKCE, its development login (any name and password) and JWT access tokens
 * for one resource, which is the program's argument: asked for or not, it is their audience.
 */
const resource = process.argv[2] ?? '';
const server = createServer();

server.listen(0, () => {
  const { port } = server.address() as AddressInfo;
  const provider = new Provider(`http://127.0.0.1:${port}`, {
    clients: [MACHINE, USER].map(({ id, secret }) => ({
      client_id: id,
      client_secret: secret,
      grant_types: ['client_credentials'],
      redirect_uris: [],
      response_types: [],
      token_endpoint_auth_method: 'client_secret_post',
    })),
    // The page gets its token once, at the start.
    ttl: { ClientCredentials: 86_400 },
    scopes: ['openid', 'offline_access', 'mcp'],
    cookies: { keys: ['throwaway-cookie-key'] },
    features: {
      clientCredentials: { enabled: true },
      registration: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => resource,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: 'mcp',
          audience: resource,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: 'RS256' } },
        }),
      },
    },
  });
  const answer = provider.callback();
  server.on('request', (request, response) => void answer(request, response));
});
