import { header } from '../../exchange/exchange.ts';
import { groupIncrementally } from '../../exchange/incremental-groups.ts';
import { withoutQuery } from '../../litellm/routes.ts';
import type { Facts } from '../rule.ts';

/** Responses that issued a session id, by the endpoint (MCP, streamable HTTP, "Session Management"). */
export const sessionsIssued = groupIncrementally(({ exchange }: Facts) =>
  header(exchange.response.headers, 'mcp-session-id') === undefined
    ? []
    : [withoutQuery(exchange.request.url)],
);
