import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Page } from 'puppeteer-core';
import { fetchIn, listTools } from './page-fetch.ts';
import { type Server, startServer } from './server.ts';

/** The parties of a login by redirect, as LiteLLM and an authorization server with a form play it. */
export interface LoginServers {
  /** The agent's page at `/`, and where the user comes back to at `/callback`. */
  readonly site: Server;
  /** `/mcp/personal` asks for a login; the gateway passes the user on, and back, with a state of its own. */
  readonly gateway: Server;
  /** Shows a page with two links: `#yes` lets the client in, `#no` does not. */
  readonly authorizationServer: Server;
  close(): void;
}

export async function startLoginServers(): Promise<LoginServers> {
  const authorizationServer = await startServer((request, response) => {
    const back = `${query(request).get('redirect_uri')}?state=${query(request).get('state')}`;
    page(
      response,
      `<a id="yes" href="${back}&code=code-of-the-authorization-server">Yes</a><a id="no" href="${back}&error=access_denied">No</a>`,
    );
  });
  const gateway = await startServer((request, response) => {
    const { status = 200, headers, body = {} } = answerOf(request, authorizationServer.origin);
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  });
  const site = await startServer((_, response) => page(response, 'Welcome back'));
  return {
    site,
    gateway,
    authorizationServer,
    close() {
      for (const server of [site, gateway, authorizationServer]) server.close();
    },
  };
}

/** What the gateway answers. */
interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object;
}

/** Where the gateway's users came from: their state and address, by the state it gave them. */
const away = new Map<string, URLSearchParams>();

function answerOf(request: IncomingMessage, authorizationServer: string): Answer {
  const own = `http://${request.headers.host}`;
  const asked = query(request);
  switch (new URL(request.url ?? '', own).pathname) {
    case '/mcp/personal':
      return request.headers.authorization === 'Bearer token-of-the-user-0001'
        ? { body: { jsonrpc: '2.0', id: 1, result: { tools: [] } } }
        : { status: 401, headers: { 'www-authenticate': `Bearer resource_metadata="${own}${METADATA}"` } };
    case METADATA:
      return { body: { resource: `${own}/mcp/personal`, authorization_servers: [own] } };
    case '/authorize': {
      const state = `state-of-the-gateway-${away.size}`;
      away.set(state, asked);
      const on = new URLSearchParams(asked);
      on.set('state', state);
      on.set('redirect_uri', `${own}/callback`);
      return { status: 302, headers: { location: `${authorizationServer}/auth?${on}` } };
    }
    case '/callback': {
      const before = away.get(asked.get('state') ?? '');
      asked.set('state', before?.get('state') ?? '');
      return { status: 302, headers: { location: `${before?.get('redirect_uri')}?${asked}` } };
    }
    case '/token':
      return { body: { access_token: 'token-of-the-user-0001', token_type: 'Bearer' } };
    default:
      return { status: 404 };
  }
}

const METADATA = '/.well-known/oauth-protected-resource/mcp/personal';

const query = ({ url = '' }: IncomingMessage) => new URL(url, 'http://server').searchParams;

function page(response: ServerResponse, body: string): void {
  response.setHeader('content-type', 'text/html').end(`<!doctype html><title>page</title>${body}`);
}

/** The client's authorization request. */
export function authorizeUrl({ site, gateway }: LoginServers, attempt: string): string {
  const parameters = new URLSearchParams({
    response_type: 'code',
    client_id: 'client-of-the-page',
    code_challenge: `challenge-${attempt}`,
    code_challenge_method: 'S256',
    redirect_uri: `${site.origin}/callback`,
    state: `state-of-the-page-${attempt}`,
    resource: `${gateway.origin}/mcp/personal`,
  });
  return `${gateway.origin}/authorize?${parameters}`;
}

/** What the client does before it sends the user away: it calls, is asked for a login, and reads where. */
export async function prepare(page: Page, { gateway }: LoginServers): Promise<void> {
  await call(page, gateway);
  await page.evaluate(async (url) => {
    await (await fetch(url)).text();
  }, gateway.origin + METADATA);
}

/** What the client does when the user is back: it gets its token and calls with it. */
export async function finish(page: Page, { gateway }: LoginServers): Promise<void> {
  await page.evaluate(async (origin) => {
    const body = new URLSearchParams({
      grant_type: 'authorization_code',
      code: 'code-of-the-authorization-server',
      code_verifier: 'verifier-of-the-page',
      client_id: 'client-of-the-page',
    });
    await (await fetch(`${origin}/token`, { method: 'POST', body })).text();
  }, gateway.origin);
  await call(page, gateway, { authorization: 'Bearer token-of-the-user-0001' });
}

const call = (page: Page, { origin }: Server, headers?: Readonly<Record<string, string>>): Promise<void> =>
  fetchIn(page, `${origin}/mcp/personal?allow=authorization`, listTools(headers));
