import type { Refusal } from '../../answers/refusal.ts';
import type { Exchange } from '../../exchange/exchange.ts';
import { refusalRule } from '../refusal-rule.ts';
import type { Fix } from '../rule.ts';

/**
 * Fires on 413 and 431, and where words say that a body or the headers are too large. Source: RFC 9110 section 15.5.14; RFC 6585 section 5; limits of
 * the SDKs and of proxies.
 */
export const bodyTooLarge = refusalRule({
  id: 'body-too-large',
  reasons: ['size'],
  title: (refusal, who) =>
    `${who} refuses the request because its ${areHeaders(refusal) ? 'headers are' : 'body is'} too large`,
  why: (refusal) =>
    areHeaders(refusal)
      ? 'The headers together are over a limit: a long token or many cookies.'
      : 'The body is over a limit. Its form and its arguments may be right.',
  fix: (refusal, { exchange }) => (areHeaders(refusal) ? SHORTER_HEADERS : smallerBody(refusal, exchange)),
});

const areHeaders = ({ code, names }: Refusal): boolean => code === '431' || names['headers'] !== undefined;

const SHORTER_HEADERS: Fix = {
  user: { text: 'Send fewer headers: cookies of other sites of this domain, a shorter token.' },
  operator: {
    text: 'Raise the limit of whoever answered: large_client_header_buffers in nginx, --max-http-header-size in Node.',
  },
};

const smallerBody = ({ by }: Refusal, exchange: Exchange): Fix => ({
  user: {
    text: `Send less at once: the body has ${kilobytes(exchange)}. Hand large data over by URL or in pieces.`,
  },
  operator: {
    text:
      by === 'edge'
        ? 'Raise the proxy’s limit (client_max_body_size in nginx).'
        : 'Raise the limit of whoever answered: the proxy, LiteLLM, or the MCP server’s framework.',
  },
});

function kilobytes({ request: { body } }: Exchange): string {
  const bytes = Math.max(body?.size ?? 0, body?.text?.length ?? 0);
  return bytes === 0 ? 'an unknown size' : `${Math.max(1, Math.round(bytes / 1000))} kB`;
}
