import { type Exchange, header, nameOf } from '../exchange/exchange.ts';
import { memberOf, readJson, textIn } from '../exchange/json.ts';
import { acceptsBoth, isLegacyStream, maySpeakMcp, speaksMcp } from '../mcp/recognise.ts';
import type { Rpc } from '../mcp/rpc.ts';
import { asksForLogin } from '../oauth/challenge.ts';
import type { Metadata } from '../oauth/metadata.ts';
import type { OAuthStep } from '../oauth/step.ts';
import { authorizationHoldsGatewayKey } from './client-credentials.ts';
import type { DebugHeaders } from './debug-headers.ts';
import type { EmbeddedMcp } from './embedded.ts';
import { DEBUG_REQUEST_HEADER } from './header-names.ts';
import type { Route } from './routes.ts';

/** What an exchange is. Names are those of `diagnose --json`. */
export type Kind = 'mcp' | 'mcp-rest' | 'llm' | 'oauth-metadata' | 'oauth' | 'preflight';

/** What recognition looks at besides the exchange itself. */
export interface Signs {
  readonly route?: Route;
  readonly rpc?: Rpc;
  readonly debug?: DebugHeaders;
  readonly embedded?: EmbeddedMcp;
  readonly metadata?: Metadata;
  readonly oauthStep?: OAuthStep;
}

/** What the exchanges recognised before say of one that could be anybody's: a page's own sign-in, stream or JSON-RPC. */
export interface Ties {
  /** One of them went to the same URL. */
  readonly sameUrl: boolean;
  /** A call among them went to the same origin. */
  readonly sameOrigin: boolean;
  /** Metadata among them names the URL as an endpoint. */
  readonly named: boolean;
  /** A login for MCP has begun: a challenge, metadata that only MCP has, or a step. */
  readonly login: boolean;
}

/**
 * What an exchange is, by what it says: JSON-RPC, MCP headers, OAuth parameters, routes of the real proxy. No configured
 * URL. What other traffic has as well counts only with a second sign, or tied to what was recognised before.
 * @returns undefined when it has nothing to do with MCP
 */
export function recognise(exchange: Exchange, signs: Signs, ties: Ties): Kind | undefined {
  const { route, rpc, debug, embedded, metadata, oauthStep } = signs;
  if (isPreflight(exchange))
    return ties.sameUrl || ties.named || preflightConcernsMcp(exchange, route, ties)
      ? 'preflight'
      : undefined;
  if (metadata && metadataConcernsMcp(exchange, metadata, ties)) return 'oauth-metadata';
  if (route?.form === 'mcp-rest') return 'mcp-rest';
  if (embedded && exchange.request.method === 'POST') return 'llm';
  if (speaksMcp(exchange, rpc) || debug || isLegacyStream(exchange)) return 'mcp';
  if (rpc && maySpeakMcp(rpc) && (ties.sameOrigin || hasProxyHeader(exchange))) return 'mcp';
  if (oauthStep) return stepConcernsMcp(exchange, oauthStep, ties) ? 'oauth' : undefined;
  return isTransport(exchange, signs, ties) ? 'mcp' : undefined;
}

/** Whether metadata says by itself that it is for MCP: a page's own sign-in fetches the like from its identity provider. */
export function isMcpMetadata(exchange: Exchange, { about, expected }: Metadata): boolean {
  return about === 'resource' || /\/mcp(?:\/|$)/.test(expected) || hasProxyHeader(exchange);
}

/** OpenID Connect Discovery is everyone's. RFC 8414's document is rare outside MCP, but proves nothing of what follows. */
function metadataConcernsMcp(exchange: Exchange, metadata: Metadata, ties: Ties): boolean {
  const isOpenId = exchange.request.url.includes('/.well-known/openid-configuration');
  return !isOpenId || ties.login || ties.sameOrigin || isMcpMetadata(exchange, metadata);
}

/**
 * Whether a step of an OAuth grant has to do with MCP: a page's own sign-in looks the same. It does when it names a
 * resource, goes to a gateway of this recording or in debug mode, follows a challenge, MCP's metadata or another step, or
 * fails in LiteLLM's words.
 */
function stepConcernsMcp(exchange: Exchange, { parameters }: OAuthStep, ties: Ties): boolean {
  return (
    ties.login ||
    ties.named ||
    ties.sameOrigin ||
    Boolean(parameters['resource']) ||
    header(exchange.request.headers, DEBUG_REQUEST_HEADER) !== undefined ||
    failsAsLiteLlm(exchange)
  );
}

/** `{"detail": {"error": ...}}` or a sentence on MCP. FastAPI, which LiteLLM is made with, says `detail` in every program. */
function failsAsLiteLlm({ response }: Exchange): boolean {
  const detail = memberOf(readJson(response.body?.text), 'detail');
  return textIn(detail, 'error') !== undefined || (typeof detail === 'string' && /\bMCP\b/.test(detail));
}

function isPreflight({ request }: Exchange): boolean {
  return (
    request.method === 'OPTIONS' && header(request.headers, 'access-control-request-method') !== undefined
  );
}

const MCP_REQUEST_HEADERS = /(?:^|[\s,])(?:mcp-|x-mcp-|x-litellm-)/i;

function preflightConcernsMcp({ request }: Exchange, route: Route | undefined, ties: Ties): boolean {
  const asked = header(request.headers, 'access-control-request-headers') ?? '';
  if (MCP_REQUEST_HEADERS.test(asked) || route?.form === 'mcp-rest') return true;
  if (route === undefined || route.form === 'llm') return false;
  return (
    ties.sameOrigin ||
    // A form needs none.
    route.form === 'mcp' ||
    (route.form === 'metadata' && request.url.includes('/.well-known/oauth-'))
  );
}

/** A request on one of the transports' paths, which other sites have too, that something else says to be MCP's. */
function isTransport(exchange: Exchange, { route, rpc }: Signs, ties: Ties): boolean {
  if (route?.form !== 'mcp' && route?.form !== 'sse') return false;
  if (rpc !== undefined) return true;
  if (!looksLikeTransport(exchange)) return false;
  return (
    ties.sameOrigin ||
    hasProxyHeader(exchange) ||
    acceptsBoth(exchange) ||
    asksForLogin(exchange) ||
    authorizationHoldsGatewayKey(exchange) ||
    /"(?:jsonrpc|method)"\s*:/.test(exchange.request.body?.text ?? '') ||
    (route.form === 'mcp' && exchange.request.method === 'GET')
  );
}

/** A request that fits the streamable HTTP transport although it carries nothing of MCP: broken bodies, GET, DELETE. */
function looksLikeTransport({ request, resourceType }: Exchange): boolean {
  // A person who opens the URL in the address bar asks for a document.
  if (resourceType === 'document') return false;
  const accept = header(request.headers, 'accept') ?? '';
  return request.method === 'POST' || request.method === 'DELETE' || accept.includes('text/event-stream');
}

/** Whether either side names one of the proxy's or the protocol's headers. */
function hasProxyHeader({ request, response }: Exchange): boolean {
  return [...request.headers, ...response.headers].some((each) =>
    /^(?:mcp-|x-mcp-|x-litellm-)/.test(nameOf(each)),
  );
}

/** Whether an exchange of this kind is a call that LiteLLM admits by key, rather than discovery, login or a preflight. */
export function isGatewayCall(kind: Kind): boolean {
  return kind === 'mcp' || kind === 'mcp-rest' || kind === 'llm';
}
