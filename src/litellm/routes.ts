import { type Exchange, header } from '../exchange/exchange.ts';
import { memoizeText } from '../exchange/memoize.ts';

/**
 * A route of the proxy, as an URL's path names it. An installation may stand below a path of its own (`SERVER_ROOT_PATH`),
 * so only the end of the path counts.
 */
export interface Route {
  /** `mcp-proxy`: three fixed tools that find and call those of all servers. `management`: what LiteLLM's dashboard edits servers by. */
  readonly form: 'mcp' | 'mcp-proxy' | 'mcp-rest' | 'management' | 'sse' | 'llm' | 'metadata';
  /** Origin of the URL: the gateway's, when the exchange went to one. */
  readonly origin: string;
  /** The path below which the proxy stands, as it is in the URL: `/litellm`, mostly ''. */
  readonly root: string;
  /** Server aliases that the path or `x-mcp-servers` names; empty on the aggregate endpoint. */
  readonly servers: readonly string[];
}

/**
 * Which of the proxy's routes an exchange's URL has the form of (server.py, rest_endpoints.py, discoverable_endpoints.py in
 * litellm/proxy/mcp_server, and proxy_server.py, admin_mcp.py, management_endpoints/mcp_management_endpoints.py).
 * @returns undefined when it has none, or is no http URL
 */
export function routeOf({ request }: Exchange): Route | undefined {
  const route = routeByUrl(request.url);
  if (!route || route.servers.length > 0) return route;
  const byHeader = header(request.headers, 'x-mcp-servers');
  return byHeader === undefined ? route : { ...route, servers: names(byHeader) };
}

const routeByUrl = memoizeText((text): Route | undefined => {
  const url = readUrl(text);
  const segments = url?.pathname.split('/').filter((segment) => segment !== '');
  const found = segments && formOf(segments.map(decoded));
  if (!url || !found) return undefined;
  const { form, servers, below } = found;
  const root = segments.slice(0, below).map((segment) => `/${segment}`);
  return { form, servers, origin: url.origin, root: root.join('') };
});

/** A form, and how many segments stand before what it begins with. */
interface Found extends Pick<Route, 'form' | 'servers'> {
  readonly below: number;
}

function formOf(segments: readonly string[]): Found | undefined {
  const wellKnown = segments.indexOf('.well-known');
  if (wellKnown !== -1) return metadataOf(segments.slice(wellKnown + 2), wellKnown);
  const rest = segments.indexOf('mcp-rest');
  if (rest !== -1) return { form: 'mcp-rest', servers: [], below: rest };
  const managed = segments.findIndex(
    (each, at) => each === 'mcp' && segments[at - 1] === 'v1' && MANAGED.has(segments[at + 1] ?? ''),
  );
  if (managed !== -1) return { form: 'management', servers: [], below: managed - 1 };
  return modelRoute(segments) ?? endpointOf(segments);
}

/** What stands behind `/v1/mcp/` (mcp_management_endpoints.py): `/api/v1/mcp/github` is a server below a path. */
const MANAGED: ReadonlySet<string> = new Set([
  'access_groups',
  'discover',
  'make_public',
  'network',
  'openapi-registry',
  'registry.json',
  'server',
  'sessions',
  'tools',
  'toolset',
  'user-credentials',
  'user-env-vars',
]);

/** What a well-known URL is about: an MCP endpoint, or an authorization server of that name. */
function metadataOf(about: readonly string[], below: number): Found {
  const endpoint = endpointOf(about);
  return { form: 'metadata', servers: endpoint?.servers ?? about.slice(-1), below };
}

/** Where a path of a model begins. */
const OF_MODELS: readonly RegExp[] = [/^v1$/, /^(?:openai|anthropic)$/];

function modelRoute(segments: readonly string[]): Found | undefined {
  const [before, last] = [segments.at(-2), segments.at(-1)];
  const isChat = last === 'completions' && before === 'chat';
  // The legacy transport of MCP has a `/messages` too.
  if (!isChat && last !== 'responses' && !(last === 'messages' && before === 'v1')) return undefined;
  const end = segments.length - (isChat ? 2 : 1);
  const below = OF_MODELS.reduce((at, word) => (word.test(segments[at - 1] ?? '') ? at - 1 : at), end);
  return { form: 'llm', servers: [], below };
}

/** An MCP endpoint: `/mcp`, `/mcp/{names}`, `/{names}/mcp`, `/toolset/{name}/mcp`, and the legacy streams. */
function endpointOf(segments: readonly string[]): Found | undefined {
  const last = segments.at(-1);
  const before = segments.slice(0, -1);
  if (last === 'mcp') return { form: 'mcp', ...named(before) };
  if (last === 'sse')
    return { form: 'sse', ...named(before.at(-1) === 'mcp' ? before.slice(0, -1) : before) };
  if (last === undefined || before.at(-1) !== 'mcp') return undefined;
  const below = before.length - 1;
  return last === 'proxy'
    ? { form: 'mcp-proxy', servers: [], below }
    : { form: 'mcp', servers: names(last), below };
}

/** Segments that end the path of an installation (`SERVER_ROOT_PATH=/api/v1` in LiteLLM's documentation), without being an alias. */
const ROOTS = /^(?:api|v\d{1,2}|proxy|gateway|llm|litellm|(?:ai|llm|litellm|mcp)[-_](?:proxy|gateway))$/;

/** What stands before `/mcp`: an alias or several, or the end of the installation's path. */
function named(before: readonly string[]): Pick<Found, 'servers' | 'below'> {
  const last = before.at(-1);
  if (last === undefined || ROOTS.test(last)) return { servers: [], below: before.length };
  const below = before.length - (before.at(-2) === 'toolset' ? 2 : 1);
  // Where LiteLLM mounts the tools that administer itself (admin_mcp.py).
  return { servers: last === 'admin' ? [] : names(last), below };
}

const names = (list: string): readonly string[] =>
  list
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');

/** An URL parsed; undefined when it is none, or not http. */
export function readUrl(text: string): URL | undefined {
  if (!/^\s*https?:/i.test(text) || !URL.canParse(text)) return undefined;
  return new URL(text);
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** An URL without query and fragment. */
export const withoutQuery = (url: string): string => url.replace(/[?#].*$/s, '');
