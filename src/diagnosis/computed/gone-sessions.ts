import { groupIncrementally } from '../../exchange/incremental-groups.ts';
import { credentialIn } from '../../litellm/client-credentials.ts';
import type { Facts } from '../rule.ts';

/** Whether a response says that its session is gone: 404 (MCP, streamable HTTP, "Session Management"); some servers say 400. */
export function isSessionGone({ exchange, failure }: Pick<Facts, 'exchange' | 'failure'>): boolean {
  if (failure?.status !== 404 && failure?.status !== 400) return false;
  if (failure.status === 400 && !/session/i.test(failure.message)) return false;
  // From 2026-07-28 on, a method that the server does not have is answered with 404 too.
  if (/"code"\s*:\s*-32601\b/.test(exchange.response.body?.text ?? '')) return false;
  return credentialIn(exchange, 'mcp-session-id') !== undefined;
}

const sessionTag = ({ exchange }: Pick<Facts, 'exchange'>): string | undefined =>
  credentialIn(exchange, 'mcp-session-id')?.mask.tag;

const gone = groupIncrementally((facts: Facts) => (isSessionGone(facts) ? [sessionTag(facts)] : []));

/** Whether the client was told before that the session of a request is gone. */
export const wasSessionGone = (facts: Pick<Facts, 'exchange'>, past: readonly Facts[]): boolean =>
  gone(past).has(sessionTag(facts));
