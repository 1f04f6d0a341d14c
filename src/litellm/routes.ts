import { type Exchange, header } from '../exchange/exchange.ts';
import { memoizeText } from '../exchange/memoize.ts';

/**
 * A route of the proxy, as an URL's path names it. An installation may stand below a path of its own (`SERVER_ROOT_PATH`),
 * so only the end of the path counts.
 */
export interface Route {
  readonly form: 'mcp' | 'mcp-rest' | 'sse' | 'llm' | 'metadata';
  /** Origin of the URL: the gateway's, when the exchange went to one. */
  readonly origin: string;
  /** Server aliases that the path or `x-mcp-servers` names; empty on the aggregate endpoint. */
  readonly servers: readonly string[];
}

/**
 * Which of the proxy's routes an exchange's URL has the form of
 * (litellm/proxy/_experimental/mcp_server/server.py, rest_endpoints.py, discoverable_endpoints.py).
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
  const segments = url?.pathname
    .split('/')
    .filter((segment) => segment !== '')
    .map(decoded);
  const found = segments && formOf(segments);
  return url && found && { ...found, origin: url.origin };
});

function formOf(segments: readonly string[]): Pick<Route, 'form' | 'servers'> | undefined {
  const last = segments.at(-1);
  const wellKnown = segments.indexOf('.well-known');
  if (wellKnown !== -1) {
    const after = segments.slice(wellKnown + 2).filter((segment) => segment !== 'mcp');
    return { form: 'metadata', servers: after.slice(-1) };
  }
  if (segments.includes('mcp-rest')) return { form: 'mcp-rest', servers: [] };
  if (last === 'responses' || (last === 'completions' && segments.at(-2) === 'chat'))
    return { form: 'llm', servers: [] };
  if (last === 'mcp') return { form: 'mcp', servers: named(segments.at(-2)) };
  if (last === 'sse')
    return { form: 'sse', servers: named(segments.at(-2) === 'mcp' ? segments.at(-3) : segments.at(-2)) };
  if (segments.at(-2) === 'mcp' && last !== undefined) return { form: 'mcp', servers: names(last) };
  return undefined;
}

/** Segments that stand before `/mcp` without being an alias: LiteLLM's documented `SERVER_ROOT_PATH=/api/v1`. */
const PATH_PREFIXES: ReadonlySet<string> = new Set(['api', 'v1']);

const named = (segment: string | undefined): readonly string[] =>
  segment === undefined || PATH_PREFIXES.has(segment) ? [] : names(segment);

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
