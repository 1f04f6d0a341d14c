import { originOf } from '../exchange/origin.ts';
import { MOST_REDIRECTS } from './open.ts';
import { MOST_PAGES } from './steps/tools.ts';
import type { CheckTarget } from './target.ts';

/** `initialize` with its redirects, the notification after it, and the question for the newest revision. */
const OPENING = MOST_REDIRECTS + 3;
const END_OF_SESSION = 1;
/** What an MCP endpoint is asked. */
const ENDPOINT = OPENING + MOST_PAGES + END_OF_SESSION;
/** Where the metadata of an endpoint, and of an authorization server, may be. */
const PLACES = 3;
/** What a server that the gateway names may be asked: it may be the MCP server, or have the metadata of both kinds. */
const NAMED = ENDPOINT + 1 + PLACES;

/**
 * How many requests a check sends at most, by origin. It sends none to any other, unless its target allows all.
 * @returns the target's origin first
 */
export function mostRequests({
  url,
  direct,
  origin,
  call,
  origins = [],
}: CheckTarget): ReadonlyMap<string, number> {
  const gateway = originOf(url) ?? url;
  // The gateway may name its own origin as that of the MCP server.
  const most = new Map([
    [gateway, 2 * ENDPOINT + (call ? 1 : 0) + (origin === undefined ? 0 : 1) + 2 * PLACES],
  ]);
  const others = new Set([...origins, ...(direct === undefined ? [] : [originOf(direct) ?? direct])]);
  others.delete(gateway);
  for (const each of others) most.set(each, NAMED);
  return most;
}
