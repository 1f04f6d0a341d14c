import { header } from '../../exchange/exchange.ts';
import { refusalRule } from '../refusal-rule.ts';

/**
 * Fires on 415, and where words say that a content type is not taken. Some servers refuse `application/json; charset=utf-8`. Source: RFC 9110
 * section 15.5.16; MCP, streamable HTTP.
 */
export const contentTypeRefused = refusalRule({
  id: 'content-type-refused',
  reasons: ['media-type'],
  hop: 'client-to-gateway',
  title: (_refusal, who) => `${who} does not take this content type`,
  why: (_refusal, _who, { exchange }) =>
    `The request says content-type: ${header(exchange.request.headers, 'content-type') ?? 'nothing'}. MCP sends application/json, and some servers compare the header letter by letter, so that a charset behind it is too much.`,
  fix: () => ({
    user: {
      text: 'Send exactly this header.',
      commands: [{ label: 'Header', language: 'http', text: 'content-type: application/json' }],
    },
    operator: { text: 'Let the server parse the media type instead of comparing the whole header.' },
  }),
});
