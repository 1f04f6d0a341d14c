import type { HeaderParts, RequestParts } from '../../diagnosis/curl.ts';
import { KEY, type Part, placeholdersOf } from '../../diagnosis/placeholders.ts';
import type { Header } from '../../exchange/exchange.ts';
import { readJson } from '../../exchange/json.ts';
import type { Inspected } from '../../inspect.ts';
import { DEBUG_REQUEST_HEADER, KEY_HEADER } from '../../litellm/header-names.ts';
import { readUrl } from '../../litellm/routes.ts';
import { jsonShown } from './shown.ts';

/** RFC 9110 section 5.6.2. */
const TOKEN = /^[!#$%&'*+.^_`|~\w-]+$/;

/** What a client adds by itself, or what is true of the recorded connection only. */
const ADDED_BY_CLIENTS =
  /^(?:accept-encoding|accept-language|cache-control|connection|content-length|dnt|expect|host|keep-alive|pragma|priority|proxy-.*|referer|sec-.*|te|trailer|transfer-encoding|upgrade|upgrade-insecure-requests|user-agent)$/;

/** What an MCP client says by itself in each request, and what only a browser's page says. */
const ADDED_BY_MCP_CLIENTS =
  /^(?:accept|access-control-.*|content-type|cookie|if-.*|last-event-id|mcp-.*|origin|range)$/;

/**
 * The request of an exchange as it can be sent again: what matters to the gateway, with variables for credentials. The body is there when
 * it is a call; else a variable stands for it.
 * @returns undefined when there is no such request: the URL is not http, or the method is no token
 */
export function replayOf(inspected: Inspected): RequestParts | undefined {
  const { request } = inspected.exchange;
  const url = readUrl(request.url);
  if (!url || !TOKEN.test(request.method)) return undefined;
  url.hash = '';
  const fill = placeholdersOf(inspected.exchange);
  const body = bodyParts(inspected, fill);
  return {
    method: request.method,
    url: fill(url.href),
    headers: request.headers.filter(isOwn).map((each) => ({ ...each, value: fill(oneLine(each.value)) })),
    ...(body && { body }),
  };
}

/**
 * The headers that a person sets in an MCP client: credentials and LiteLLM's own, Authorization left free for OAuth. None that
 * names a variable by itself: clients expand `${NAME}` in their configuration.
 */
export function clientHeaders({ headers }: RequestParts): readonly HeaderParts[] {
  const set = headers.filter(
    ({ name, means, value }) =>
      value.length > 0 &&
      !ADDED_BY_MCP_CLIENTS.test(name.toLowerCase()) &&
      (means ?? name.toLowerCase()) !== DEBUG_REQUEST_HEADER &&
      !value.some((part) => typeof part === 'string' && part.includes('${')),
  );
  const hasItsHeader = set.some((each) => {
    const name = each.means ?? each.name.toLowerCase();
    return name === KEY_HEADER || (name !== 'authorization' && holdsKey(each));
  });
  if (hasItsHeader) return set;
  // Where the key occupied Authorization, or none was sent, it goes where LiteLLM wants it.
  const others = set.filter((each) => !(each.name.toLowerCase() === 'authorization' && holdsKey(each)));
  return [{ name: KEY_HEADER, value: ['Bearer ', KEY] }, ...others];
}

const holdsKey = ({ value }: HeaderParts): boolean =>
  value.some((part) => typeof part !== 'string' && part.variable === 'LITELLM_API_KEY');

const isOwn = ({ name }: Header): boolean => TOKEN.test(name) && !ADDED_BY_CLIENTS.test(name.toLowerCase());

/** A line break would begin another header. */
const oneLine = (value: string): string => value.replace(/[\r\n\0]+/g, ' ').trim();

function bodyParts(
  { exchange: { request }, kind, rpc }: Inspected,
  fill: (text: string) => readonly Part[],
): readonly Part[] | undefined {
  const text = request.body?.text ?? '';
  if (text === '') return undefined;
  const isCall = kind === 'mcp' || kind === 'mcp-rest' || (rpc?.sent.length ?? 0) > 0;
  if (!isCall) return [{ variable: 'MCP_BODY' }];
  return fill(readJson(text) === undefined ? text : jsonShown(text));
}
