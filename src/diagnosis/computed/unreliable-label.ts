import { serverCredentials } from '../../litellm/client-credentials.ts';
import type { Facts } from '../rule.ts';

/**
 * Whether the label `no-auth` proves nothing: no server is named (`x-mcp-debug-outbound-url` is `(unknown)`, as on `/mcp`), or the request carries
 * an `x-mcp-{alias}-...` credential. Source: LiteLLM issue 35403; recorded with 1.81 and 1.100.
 */
export const noAuthProvesNothing = ({ debug, exchange, kind }: Facts): boolean =>
  kind === 'mcp' &&
  debug?.resolution === 'no-auth' &&
  (debug.outboundUrl === undefined || serverCredentials(exchange).length > 0);
