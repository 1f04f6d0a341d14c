import type { Exchange } from '../../exchange/exchange.ts';
import { refusalRule } from '../refusal-rule.ts';

/**
 * Fires on 413, and where words say that a body is too large. Source: RFC 9110 section 15.5.14; limits of the SDKs and of proxies.
 */
export const bodyTooLarge = refusalRule({
  id: 'body-too-large',
  reasons: ['size'],
  title: (_refusal, who) => `${who} refuses the request because its body is too large`,
  why: 'The body is over a limit. Its form and its arguments may be right.',
  fix: ({ by }, { exchange }) => ({
    user: {
      text: `Send less at once: the body has ${kilobytes(exchange)}. Hand large data over by URL or in pieces.`,
    },
    operator: {
      text:
        by === 'edge'
          ? 'Raise the proxy’s limit (client_max_body_size in nginx).'
          : 'Raise the limit of whoever answered: the proxy, LiteLLM, or the MCP server’s framework.',
    },
  }),
});

function kilobytes({ request: { body } }: Exchange): string {
  const bytes = Math.max(body?.size ?? 0, body?.text?.length ?? 0);
  return bytes === 0 ? 'an unknown size' : `${Math.max(1, Math.round(bytes / 1000))} kB`;
}
