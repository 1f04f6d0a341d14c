import type { Header } from '../../exchange/exchange.ts';
import { holdsMask, readMask } from '../../exchange/mask.ts';
import { originOf } from '../../exchange/origin.ts';
import type { Inspected } from '../../inspect.ts';
import { isGatewayCall } from '../../litellm/gateway-call.ts';
import { readUrl, withoutQuery } from '../../litellm/routes.ts';
import { toolsListed } from '../../mcp/rpc.ts';
import type { Row } from '../rows/row.ts';

/** What the form of a check offers: what the recording shows of gateways and servers. */
export interface Seen {
  /** URLs below which a gateway is, or an MCP endpoint that is below none; the latest first. */
  readonly gateways: readonly string[];
  /** Aliases, the latest first. */
  readonly servers: readonly string[];
  readonly tools: readonly string[];
  /** Addresses of MCP servers, as the gateway names them; the latest first. */
  readonly behind: readonly string[];
  /** The MCP endpoint of a server as the page called it. */
  readonly endpoint: (gateway: string, server: string) => string | undefined;
}

/** A gateway and a server of it. */
export interface Place {
  readonly gateway: string;
  /** '' where none is named. */
  readonly server: string;
}

/** @param rows all of the recording */
export function seenIn(rows: readonly Row[]): Seen {
  const gateways = new Set<string>();
  const servers = new Set<string>();
  const tools = new Set<string>();
  const behind = new Set<string>();
  const endpoints = new Map<string, string>();
  for (const { inspected } of rows.toReversed()) {
    const place = placeOf(inspected);
    if (!place) continue;
    gateways.add(place.gateway);
    if (place.server !== '') servers.add(place.server);
    const key = keyOf(place);
    const url = endpointOf(inspected);
    if (url !== undefined && !endpoints.has(key)) endpoints.set(key, url);
    const outbound = inspected.debug?.outboundUrl;
    if (outbound !== undefined && readUrl(outbound) && !holdsMask(outbound)) behind.add(outbound);
    for (const message of inspected.rpc?.received ?? [])
      for (const name of toolsListed(message) ?? []) tools.add(name);
  }
  return {
    gateways: [...gateways],
    servers: [...servers],
    tools: [...tools],
    behind: [...behind],
    endpoint: (gateway, server) => endpoints.get(keyOf({ gateway, server })),
  };
}

const keyOf = ({ gateway, server }: Place): string => `${gateway} ${server}`;

/** Which gateway and server an exchange of the page was for; undefined where it is none to ask. */
export function placeOf({ exchange, kind, route, servers = [] }: Inspected): Place | undefined {
  const url = withoutQuery(exchange.request.url);
  if (exchange.sentBy || !isGatewayCall(kind) || !readUrl(url) || holdsMask(url)) return undefined;
  const gateway = route ? route.origin + route.root : url;
  return { gateway, server: servers.join(',') };
}

function endpointOf({ exchange, kind, route }: Inspected): string | undefined {
  const isEndpoint = kind === 'mcp' && (route === undefined || route.form === 'mcp');
  // Behind an URL without a name may be any server.
  const isNamedByHeader = exchange.request.headers.some(({ name }) => name.toLowerCase() === 'x-mcp-servers');
  return isEndpoint && !isNamedByHeader ? withoutQuery(exchange.request.url) : undefined;
}

/** Headers that hold a mask and no credential for the gateway or its servers; a cookie is never sent. */
const NO_CREDENTIALS = /^(?:cookie2?|mcp-.*|(?:x-)?request-id|traceparent|tracestate|baggage|sentry-trace)$/;

/**
 * The headers with credentials, masked, of the page's latest request to an URL, or else to its origin, that has any.
 */
export function keyOfPage(url: string, rows: readonly Row[]): readonly Header[] {
  const isSame = ({ inspected }: Row): boolean => withoutQuery(inspected.exchange.request.url) === url;
  const isNear = ({ origin }: Row): boolean => origin === originOf(url);
  const holdsKey = (row: Row): boolean =>
    row.inspected.exchange.sentBy === undefined && credentialsIn(row).length > 0;
  const found =
    rows.findLast((row) => isSame(row) && holdsKey(row)) ??
    rows.findLast((row) => isNear(row) && holdsKey(row));
  return found ? credentialsIn(found) : [];
}

const credentialsIn = ({ inspected }: Row): readonly Header[] =>
  inspected.exchange.request.headers.filter(
    ({ name, value }) => readMask(value) !== undefined && !NO_CREDENTIALS.test(name.toLowerCase()),
  );
