import { type Exchange, header } from '../exchange/exchange.ts';
import { isLegacyStream, speaksMcp } from '../mcp/recognise.ts';
import type { Rpc } from '../mcp/rpc.ts';
import type { Metadata } from '../oauth/metadata.ts';
import type { OAuthStep } from '../oauth/step.ts';
import type { DebugHeaders } from './debug-headers.ts';
import type { EmbeddedMcp } from './embedded.ts';
import type { Route } from './routes.ts';

/** What an exchange is. Names are those of `diagnose --json`. */
export type Kind = 'mcp' | 'mcp-rest' | 'llm' | 'oauth-metadata' | 'oauth' | 'preflight';

/** What recognition looks at besides the exchange itself. */
export interface Signs {
  readonly route?: Route | undefined;
  readonly rpc?: Rpc | undefined;
  readonly debug?: DebugHeaders | undefined;
  readonly embedded?: EmbeddedMcp | undefined;
  readonly metadata?: Metadata | undefined;
  readonly oauthStep?: OAuthStep | undefined;
  /** Whether an exchange recognised before went to the same URL. */
  readonly sameUrlBefore?: boolean | undefined;
}

/**
 * What an exchange is, by what it says: JSON-RPC, MCP headers, OAuth parameters, routes of the real proxy. No configured URL.
 * @returns undefined when it has nothing to do with MCP
 */
export function recognise(
  exchange: Exchange,
  { route, rpc, debug, embedded, metadata, oauthStep, sameUrlBefore }: Signs,
): Kind | undefined {
  if (isPreflight(exchange))
    return sameUrlBefore || preflightConcernsMcp(exchange, route) ? 'preflight' : undefined;
  if (metadata) return 'oauth-metadata';
  if (route?.form === 'mcp-rest') return 'mcp-rest';
  if (embedded && exchange.request.method === 'POST') return 'llm';
  if (speaksMcp(exchange, rpc) || debug || isLegacyStream(exchange)) return 'mcp';
  if (oauthStep) return 'oauth';
  const onMcpRoute = route?.form === 'mcp' || route?.form === 'sse';
  if (onMcpRoute && (rpc !== undefined || looksLikeTransport(exchange))) return 'mcp';
  return undefined;
}

function isPreflight({ request }: Exchange): boolean {
  return (
    request.method === 'OPTIONS' && header(request.headers, 'access-control-request-method') !== undefined
  );
}

const MCP_REQUEST_HEADERS = /(?:^|[\s,])(?:mcp-|x-mcp-|x-litellm-)/i;

function preflightConcernsMcp({ request }: Exchange, route: Route | undefined): boolean {
  const asked = header(request.headers, 'access-control-request-headers') ?? '';
  return MCP_REQUEST_HEADERS.test(asked) || (route !== undefined && route.form !== 'llm');
}

/** A request that fits the streamable HTTP transport although it carries nothing of MCP: broken bodies, GET, DELETE. */
function looksLikeTransport({ request, resourceType }: Exchange): boolean {
  // A person who opens the URL in the address bar asks for a document.
  if (resourceType === 'document') return false;
  const accept = header(request.headers, 'accept') ?? '';
  return request.method === 'POST' || request.method === 'DELETE' || accept.includes('text/event-stream');
}

/** Whether an exchange of this kind is a call that LiteLLM admits by key, rather than discovery, login or a preflight. */
export function isGatewayCall(kind: Kind): boolean {
  return kind === 'mcp' || kind === 'mcp-rest' || kind === 'llm';
}
