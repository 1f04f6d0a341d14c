import { type Exchange, header, nameOf } from '../exchange/exchange.ts';
import { memberOf, readJson, textIn } from '../exchange/json.ts';
import { acceptsBoth, isLegacyStream, maySpeakMcp, namesMcp, speaksMcp } from '../mcp/recognise.ts';
import type { Rpc } from '../mcp/rpc.ts';
import { asksForLogin } from '../oauth/challenge.ts';
import type { Metadata } from '../oauth/metadata.ts';
import type { OAuthStep } from '../oauth/step.ts';
import { holdsGatewayKey } from './client-credentials.ts';
import type { DebugHeaders } from './debug-headers.ts';
import type { EmbeddedMcp } from './embedded.ts';
import { DEBUG_REQUEST_HEADER } from './header-names.ts';
import { type Route, readUrl } from './routes.ts';
import { isStepForMcp } from './step-for-mcp.ts';

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
  if (route?.form === 'management') return failsOnServers(exchange) ? 'mcp-rest' : undefined;
  if (route?.form === 'llm')
    return ties.sameOrigin && isRefused(exchange) && isModelCall(exchange) ? 'llm' : undefined;
  return isTransport(exchange, signs, ties) ? 'mcp' : undefined;
}

/** Whether a request did not get what it asked for, and its client did not end it by itself. */
function isRefused({ response: { status, error } }: Exchange): boolean {
  return status >= 400 || (status === 0 && error !== undefined && !/ABORTED$/.test(error));
}

/**
 * Whether LiteLLM's dashboard did not get its servers or their health. Without a database LiteLLM refuses much of what the
 * dashboard asks for, which says nothing of MCP.
 */
const failsOnServers = (exchange: Exchange): boolean =>
  isRefused(exchange) &&
  /\/v1\/mcp\/(?:server|registry\.json)(?:[/?#]|$)/.test(exchange.request.url) &&
  !/\bdatabase not connected|\bno db connected/i.test(exchange.response.body?.text ?? '');

/** A call of a model, which agents make at the same gateway. Other programs have such paths for messages between people. */
function isModelCall({ request }: Exchange): boolean {
  const asked = request.method === 'POST' ? readJson(request.body?.text) : undefined;
  return textIn(asked, 'model') !== undefined;
}

/** Whether metadata says by itself that it is for MCP: a page's own sign-in fetches the like from its identity provider. */
export function isMcpMetadata(exchange: Exchange, { about }: Metadata): boolean {
  return about === 'resource' || namesMcp(exchange.request.url) || hasProxyHeader(exchange);
}

/**
 * OpenID Connect Discovery is everyone's, unless it fails, or is asked for as RFC 8414 has it, before the issuer's path: so MCP
 * clients try it. RFC 8414's document is rare outside MCP. But neither proves anything of what follows.
 */
function metadataConcernsMcp(exchange: Exchange, metadata: Metadata, ties: Ties): boolean {
  const isOpenId = /\/\.well-known\/openid-configuration(?:[?#]|\/?$)/.test(exchange.request.url);
  return (
    !isOpenId ||
    ties.login ||
    ties.sameOrigin ||
    exchange.response.status >= 400 ||
    isMcpMetadata(exchange, metadata)
  );
}

/**
 * Whether a step of an OAuth grant has to do with MCP: a page's own sign-in looks the same. It does when it says so by itself
 * (step-for-mcp.ts), goes to a gateway of this recording or in debug mode, follows a challenge, MCP's metadata or another
 * step, or fails in LiteLLM's words.
 */
function stepConcernsMcp(exchange: Exchange, step: OAuthStep, ties: Ties): boolean {
  return (
    ties.login ||
    ties.named ||
    ties.sameOrigin ||
    isStepForMcp(exchange, step) ||
    header(exchange.request.headers, DEBUG_REQUEST_HEADER) !== undefined ||
    (step.error !== undefined &&
      isRefused(exchange) &&
      (failsAsLiteLlm(exchange) || isAtServersOwn(exchange.request, step)))
  );
}

/**
 * Whether a step goes to where LiteLLM has the endpoints of one server: `/github/token` (discoverable_endpoints.py). At the root every application
 * has such, and identity providers have theirs under names for it.
 */
function isAtServersOwn({ url }: Exchange['request'], { parameters }: OAuthStep): boolean {
  const path = readUrl(url)?.pathname ?? '';
  const [, server] = /^\/([\w.-]{1,100})\/(?:authorize|token)\/?$/.exec(path) ?? [];
  return server !== undefined && !OF_PROVIDERS.test(server) && parameters['grant_type'] !== 'password';
}

/** What they call the folder of theirs. */
const OF_PROVIDERS =
  /^(?:o?auth\d?|oidc|openid(?:[-_]connect)?|connect|as|api|v\d.*|idp|sso|login|signin|saml|account|accounts|user|users|session|sessions|protocol|realms?|common|organizations|consumers|.*oauth.*)$/i;

/**
 * `{"detail": {"error": ...}}` or a sentence on MCP, or on a connection that a person has to finish. FastAPI, which LiteLLM is made with, says
 * `detail` in every program.
 */
function failsAsLiteLlm({ request, response }: Exchange): boolean {
  if (/^\s*<[^\n]{0,2000}\bthis MCP server\b/.test(response.body?.text ?? '')) return true;
  const json = readJson(response.body?.text);
  const detail = memberOf(json, 'detail');
  // Its callback before 1.111, where a provider sent the user back without a code.
  if (/^[^?#]*\/callback\?/.test(request.url) && Array.isArray(detail)) return true;
  if (/\bsign in to LiteLLM\b|\bconnect flow$/.test(textIn(json, 'error_description') ?? '')) return true;
  return textIn(detail, 'error') !== undefined || (typeof detail === 'string' && /\bMCP\b/.test(detail));
}

function isPreflight({ request }: Exchange): boolean {
  return (
    request.method === 'OPTIONS' && header(request.headers, 'access-control-request-method') !== undefined
  );
}

const MCP_REQUEST_HEADERS = /(?:^|[\s,])(?:mcp-|x-mcp-|x-litellm-)/i;

function preflightConcernsMcp(exchange: Exchange, route: Route | undefined, ties: Ties): boolean {
  const { request } = exchange;
  const asked = header(request.headers, 'access-control-request-headers') ?? '';
  if (MCP_REQUEST_HEADERS.test(asked) || route?.form === 'mcp-rest') return true;
  // Chromium lists it before the request that says more.
  if (isRefused(exchange) && namesMcp(request.url)) return true;
  if (route === undefined || route.form === 'llm' || route.form === 'management') return false;
  return (
    ties.sameOrigin ||
    // A form needs none.
    route.form === 'mcp' ||
    route.form === 'mcp-proxy' ||
    (route.form === 'metadata' && request.url.includes('/.well-known/oauth-'))
  );
}

/** A request on one of the transports' paths, which other sites have too, that something else says to be MCP's. */
function isTransport(exchange: Exchange, { route, rpc }: Signs, ties: Ties): boolean {
  const { request } = exchange;
  if (route?.form !== 'mcp' && route?.form !== 'mcp-proxy' && route?.form !== 'sse') return false;
  if (rpc !== undefined) return true;
  if (!looksLikeTransport(exchange))
    return isRefused(exchange) && isFetched(exchange) && isOfMcp(request, ties);
  return (
    ties.sameOrigin ||
    hasProxyHeader(exchange) ||
    acceptsBoth(exchange) ||
    asksForLogin(exchange) ||
    holdsGatewayKey(exchange) ||
    /"(?:jsonrpc|method)"\s*:/.test(request.body?.text ?? '') ||
    (route.form !== 'sse' && request.method === 'GET') ||
    (isRefused(exchange) && (isOfMcp(request, ties) || isBareStream(route, request)))
  );
}

/** Whether nothing but MCP is to be expected at an URL: its host says so, or the recording. */
const isOfMcp = ({ url }: Exchange['request'], ties: Ties): boolean =>
  ties.sameOrigin || namesMcp(readUrl(url)?.host ?? '');

/** `/sse` and `/mcp/sse`, where servers of the legacy transport have their stream. */
const isBareStream = ({ form }: Route, { url }: Exchange['request']): boolean =>
  form === 'sse' && /^\/(?:mcp\/)?sse\/?$/.test(readUrl(url)?.pathname ?? '');

/** A GET of a program, whatever it accepts. A person who opens the URL in the address bar asks for a page. */
function isFetched({ request, resourceType }: Exchange): boolean {
  const accept = header(request.headers, 'accept') ?? '';
  return request.method === 'GET' && resourceType !== 'document' && !accept.includes('text/html');
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
