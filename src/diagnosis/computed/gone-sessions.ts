import { groupIncrementally } from '../../exchange/incremental-groups.ts';
import { plain } from '../../litellm/address.ts';
import { credentialIn } from '../../litellm/client-credentials.ts';
import type { Facts } from '../rule.ts';

/** Whether a response says that its session is gone: 404 (MCP, streamable HTTP, "Session Management"); some servers say 400, or 401. */
export function isSessionGone({ exchange, failure }: Pick<Facts, 'exchange' | 'failure'>): boolean {
  if (failure?.status !== 404 && failure?.status !== 400 && failure?.status !== 401) return false;
  const isTold = (failure.status === 401 ? UNKNOWN : NAMED).test(failure.message);
  // A stream that is not offered is answered so too, and so is an end that is not taken, whatever it says.
  const { method } = exchange.request;
  if (method !== 'POST' && !(method === 'GET' && isTold)) return false;
  if (failure.status !== 404 && !isTold) return false;
  if (!isTold && !mayBeServers(exchange)) return false;
  // From 2026-07-28 on, a method that the server does not have is answered with 404 too.
  if (/"code"\s*:\s*-32601\b/.test(exchange.response.body?.text ?? '')) return false;
  return credentialIn(exchange, 'mcp-session-id') !== undefined;
}

/** A transport that another process took over was never initialized (TypeScript SDK, streamableHttp.ts). */
const NAMED = /session|(?:server|transport) (?:is )?not (?:yet )?initialized/i;

/** A 401 may be about the session of a person who signed in. */
const UNKNOWN =
  /session (?:id )?(?:is )?(?:not found|unknown|not known|does not exist|invalid)|(?:unknown|no such|no valid) session/i;

/** Of a page and of a plain line it is the path that is not there. */
const mayBeServers = ({ bodies, response: { body } }: Facts['exchange']): boolean =>
  bodies !== undefined || (body?.text ?? '') === '' || /^\s*\{/.test(body?.text ?? '');

const sessionTag = ({ exchange }: Pick<Facts, 'exchange'>): string | undefined =>
  credentialIn(exchange, 'mcp-session-id')?.mask.tag;

const gone = groupIncrementally((facts: Facts) => (isSessionGone(facts) ? [sessionTag(facts)] : []));

/** Whether the client was told before that the session of a request is gone. */
export const wasSessionGone = (facts: Pick<Facts, 'exchange'>, past: readonly Facts[]): boolean =>
  gone(past).has(sessionTag(facts));

/** Responses that said so, by the endpoint. */
export const sessionsGoneByEndpoint = groupIncrementally((facts: Facts) =>
  isSessionGone(facts) ? [plain(facts.exchange.request.url)] : [],
);
