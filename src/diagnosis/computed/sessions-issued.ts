import { header } from '../../exchange/exchange.ts';
import { groupIncrementally } from '../../exchange/incremental-groups.ts';
import { plain } from '../../litellm/address.ts';
import type { Facts } from '../rule.ts';

/** Responses that issued a session id, by the endpoint (MCP, streamable HTTP, "Session Management"). */
export const sessionsIssued = groupIncrementally(({ exchange }: Facts) =>
  header(exchange.response.headers, 'mcp-session-id') === undefined ? [] : [plain(exchange.request.url)],
);
