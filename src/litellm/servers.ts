import type { Exchange } from '../exchange/exchange.ts';
import { arrayIn, memberOf, readJson, textIn } from '../exchange/json.ts';
import { decodeQuery } from '../oauth/step.ts';
import { restOutcomes } from './outcomes.ts';
import type { Signs } from './recognise.ts';
import { type Route, readUrl, routeOf } from './routes.ts';

/** What a gateway calls the server of an id; undefined where the recording does not show it. */
export type NameOf = (origin: string, id: string) => string | undefined;

/**
 * The servers that a request names: labels of its MCP tools, aliases of its path or of `x-mcp-servers`, or the server of a
 * REST route, by name or else by the id.
 * @returns text from the wire, or undefined when it names none
 */
export function serversOf(
  exchange: Exchange,
  { route, embedded }: Pick<Signs, 'route' | 'embedded'>,
  nameOf: NameOf,
): readonly string[] | undefined {
  const id = serverIdOf(exchange, route);
  const servers = route && id ? [nameOf(route.origin, id) ?? id] : (embedded?.labels ?? route?.servers ?? []);
  const named = servers.filter((server) => server !== '');
  return named.length === 0 ? undefined : named;
}

/** The `server_id` in the query or the body of a request to a REST route (LiteLLM's rest_endpoints.py). */
export function serverIdOf({ request }: Exchange, route: Route | undefined): string | undefined {
  if (route?.form !== 'mcp-rest') return undefined;
  return decodeQuery(request.url)['server_id'] || textIn(readJson(request.body?.text), 'server_id');
}

/** What gateways of a recording call their servers. */
export interface ServerNames {
  /** Takes the next exchange, whether it is MCP or not. */
  learn(exchange: Exchange): void;
  readonly nameOf: NameOf;
}

/** More than a gateway has. */
const MOST_NAMES = 10_000;

export function createServerNames(): ServerNames {
  const names = new Map<string, string>();
  const keyOf = (origin: string, id: string): string => `${origin} ${id}`;
  return {
    learn(exchange) {
      const origin = readUrl(exchange.request.url)?.origin;
      for (const [id, name] of namesIn(exchange))
        if (names.size < MOST_NAMES) names.set(keyOf(origin ?? '', id), name);
    },
    nameOf: (origin, id) => names.get(keyOf(origin, id)),
  };
}

/** LiteLLM's list of servers, or one of it (management_endpoints/mcp_management_endpoints.py). */
const SERVER_LIST = /\/v1\/mcp\/server(?:\/[^/?#]+)?\/?(?:[?#]|$)/;

/**
 * The ids of servers and their names, as LiteLLM tells both: in its list of servers, with the tools of a REST route
 * (`mcp_info`; 1.81 without the id) and where it could not list them (recorded with 1.81, 1.100 and 1.108).
 */
function namesIn(exchange: Exchange): readonly (readonly [id: string, name: string])[] {
  const { request, response } = exchange;
  if (request.method !== 'GET') return [];
  if (SERVER_LIST.test(request.url)) {
    const json = readJson(response.body?.text);
    return (Array.isArray(json) ? json : [json]).flatMap((each) => named(each, undefined));
  }
  const route = routeOf(exchange);
  if (route?.form !== 'mcp-rest') return [];
  const json = readJson(response.body?.text);
  const asked = serverIdOf(exchange, route);
  const outcomes = asked ? restOutcomes(json).map(({ server }) => [asked, server] as const) : [];
  return [
    // Of one server only.
    ...(outcomes.length === 1 ? outcomes : []),
    ...arrayIn(json, 'tools').flatMap((tool) => named(memberOf(tool, 'mcp_info'), asked)),
  ];
}

/** @param asked the id to go by where there is none */
function named(server: unknown, asked: string | undefined): readonly (readonly [string, string])[] {
  const id = textIn(server, 'server_id') ?? asked;
  const name = textIn(server, 'alias') || textIn(server, 'server_name');
  return id && name ? [[id, name]] : [];
}
