import { header } from '../../exchange/exchange.ts';
import { refusalRule } from '../refusal-rule.ts';

/**
 * Fires when a server or the gateway refuses the page's origin or host name as a protection against other sites. That is no CORS: the request
 * arrived. Source: MCP, streamable HTTP, "Security Warning"; the SDKs' DNS rebinding protection.
 */
export const originRefused = refusalRule({
  id: 'origin-refused',
  reasons: ['origin'],
  hop: 'client-to-gateway',
  title: (_refusal, who) => `${who} refuses requests from this page’s origin`,
  why: 'It compares the Origin or Host header with a list, so that other sites can’t use it through you. This is not CORS: the request arrived and was refused. A client without a browser sends no Origin and gets through.',
  fix: (_refusal, { exchange }) => ({
    user: {
      text: 'Nothing in your key or token. Ask the operator to allow the origin in the evidence, or use a client that is no web page.',
    },
    operator: {
      text: `Allow ${header(exchange.request.headers, 'origin') ?? 'the page’s origin'} and the host name that clients use: allowed_origins and allowed_hosts of the MCP server’s transport security, or the gateway’s list.`,
    },
  }),
});
