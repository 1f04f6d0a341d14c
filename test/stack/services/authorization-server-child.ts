import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { type KoaContextWithOIDC, Provider } from 'oidc-provider';
import { ODD_CLIENTS } from '../scenarios/odd-clients.ts';
import { MACHINE, USER } from './authorization-server.ts';

/**
 * oidc-provider with dynamic registration, PKCE and JWT access tokens for one resource, which is the program's
 * argument: asked for or not, it is their audience. Its one user signs in and agrees without a form, as with a session
 * of an identity provider, so that a page can log in in a frame; `ODD_CLIENTS.asking` has one, for a window.
 */
const resource = process.argv[2] ?? '';
// The gateway keeps its connections, and fails when one is closed at the moment of use.
const server = createServer({ keepAliveTimeout: 0 });

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
    scopes: ['openid', 'offline_access', 'mcp'],
    cookies: { keys: ['throwaway-cookie-key'] },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    loadExistingGrant: agree,
    // Its own error page asks for a font on the internet.
    renderError: (context, { error, error_description: description }) => {
      context.type = 'html';
      context.body = `<h1>The login failed</h1><p>${error}: ${description ?? ''}</p>`;
    },
    ttl: {
      // The page gets its token once, at the start.
      ClientCredentials: 86_400,
      AccessToken: (_, _token, client) => (client.clientName === ODD_CLIENTS.shortLived ? 1 : 3600),
    },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      registration: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: (_, client) =>
          client?.clientName === ODD_CLIENTS.elsewhere ? 'https://other.example/mcp' : resource,
        useGrantedResource: () => true,
        getResourceServerInfo: (_, indicator) => ({
          scope: 'mcp',
          audience: indicator,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: 'RS256' } },
        }),
      },
    },
  });
  const answer = provider.callback();
  server.on('request', (request, response) => {
    if (request.url?.startsWith('/interaction/')) return void signIn(provider, request, response);
    // Every login is a user's first, whichever were recorded before.
    if (request.url?.startsWith('/auth?')) delete request.headers.cookie;
    void answer(request, response);
  });
});

/** Ends the interaction that the login waits for, or asks the user first. */
async function signIn(provider: Provider, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { params } = await provider.interactionDetails(request, response);
  const client = await provider.Client.find(String(params['client_id']));
  const isAsking = client?.clientName === ODD_CLIENTS.asking;
  if (isAsking && request.method !== 'POST') {
    response.setHeader('content-type', 'text/html').end(FORM);
    return;
  }
  const isRefused = isAsking
    ? (await text(request)) === 'answer=no'
    : client?.clientName === ODD_CLIENTS.refused;
  const result = isRefused
    ? { error: 'access_denied', error_description: 'The user does not want this.' }
    : { login: { accountId: 'demo-user' } };
  await provider.interactionFinished(request, response, result);
}

const FORM = `<!doctype html><title>Sign in</title><form method="post">
<button name="answer" value="yes">Let it in</button> <button name="answer" value="no">Refuse</button></form>`;

/** The user agrees to whatever is asked for. */
async function agree({ oidc }: KoaContextWithOIDC) {
  const { accountId } = oidc.session ?? {};
  const { clientId } = oidc.client ?? {};
  if (accountId === undefined || clientId === undefined) return undefined;
  const grant = new oidc.provider.Grant({ accountId, clientId });
  const scope = [...oidc.requestParamScopes].join(' ');
  grant.addOIDCScope(scope);
  for (const indicator of Object.keys(oidc.resourceServers ?? {})) grant.addResourceScope(indicator, scope);
  await grant.save();
  return grant;
}
