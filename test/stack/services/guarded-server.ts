import type { ServerResponse } from 'node:http';
import { InvalidTokenError } from '@modelcontextprotocol/sdk/server/auth/errors.js';
import { requireBearerAuth } from '@modelcontextprotocol/sdk/server/auth/middleware/bearerAuth.js';
import {
  getOAuthProtectedResourceMetadataUrl,
  mcpAuthMetadataRouter,
} from '@modelcontextprotocol/sdk/server/auth/router.js';
import type { AuthInfo } from '@modelcontextprotocol/sdk/server/auth/types.js';
import { createMcpExpressApp } from '@modelcontextprotocol/sdk/server/express.js';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import {
  type AuthorizationServer,
  allowInsecureRequests,
  clockTolerance,
  discoveryRequest,
  processDiscoveryResponse,
  validateJwtAccessToken,
} from 'oauth4webapi';
import type { HttpServer } from './http-server.ts';
import { answerOnce, type McpRequest } from './stateless.ts';

/**
 * A small MCP server that wants an access token of the authorization server, and says so in its challenge and its
 * protected resource metadata (RFC 9728). It also takes one static token, as a service account's.
 * @param server where it answers, at `/mcp`, and at `/admin` to those whose token has a scope that nobody gets
 * @param issuer origin of the running authorization server
 */
export async function answerGuarded(server: HttpServer, issuer: string, staticToken: string): Promise<void> {
  const resource = new URL(`${server.origin}/mcp`);
  const authorizationServer = await discover(new URL(issuer));
  const app = createMcpExpressApp();
  app.use(
    mcpAuthMetadataRouter({
      oauthMetadata: {
        issuer,
        authorization_endpoint: authorizationServer.authorization_endpoint ?? '',
        token_endpoint: authorizationServer.token_endpoint ?? '',
        registration_endpoint: authorizationServer.registration_endpoint ?? '',
        response_types_supported: ['code'],
        code_challenge_methods_supported: ['S256'],
      },
      resourceServerUrl: resource,
      scopesSupported: ['mcp'],
    }),
  );
  const verifyAccessToken = (token: string) =>
    token === staticToken ? serviceAccount(token) : verify(authorizationServer, token, resource);
  const resourceMetadataUrl = getOAuthProtectedResourceMetadataUrl(resource);
  const wanted = { verifier: { verifyAccessToken }, resourceMetadataUrl };
  app.use('/mcp', requireBearerAuth(wanted), answerMcp);
  app.use('/admin', requireBearerAuth({ ...wanted, requiredScopes: ['admin'] }), answerMcp);
  server.answer(app);
}

async function discover(issuer: URL): Promise<AuthorizationServer> {
  const response = await discoveryRequest(issuer, { [allowInsecureRequests]: true });
  return processDiscoveryResponse(issuer, response);
}

async function serviceAccount(token: string): Promise<AuthInfo> {
  return { token, clientId: 'service-account', scopes: ['mcp'], expiresAt: Date.now() / 1000 + 3600 };
}

async function verify(issuer: AuthorizationServer, token: string, resource: URL): Promise<AuthInfo> {
  const request = new Request(resource, { headers: { authorization: `Bearer ${token}` } });
  try {
    const claims = await validateJwtAccessToken(issuer, request, resource.href, {
      [allowInsecureRequests]: true,
      [clockTolerance]: 0,
    });
    const scopes = typeof claims.scope === 'string' ? claims.scope.split(' ') : [];
    return { token, clientId: claims.client_id, scopes, expiresAt: claims.exp, resource };
  } catch (error) {
    throw new InvalidTokenError(error instanceof Error ? error.message : 'not a valid token');
  }
}

async function answerMcp(request: McpRequest, response: ServerResponse): Promise<void> {
  const server = new McpServer({ name: 'guarded', version: '1.0.0' });
  server.registerTool(
    'whoami',
    { description: 'Says whose token this server was given.' },
    ({ authInfo }) => ({
      content: [{ type: 'text', text: `Called with the token of ${authInfo?.clientId ?? 'nobody'}.` }],
    }),
  );
  await answerOnce(server, request, response);
}
