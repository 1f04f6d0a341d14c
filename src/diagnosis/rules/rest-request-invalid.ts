import { arrayIn, readJson, textIn } from '../../exchange/json.ts';
import { fromBody, fromStatus, fromUrl } from '../evidence.ts';
import { type Given, rule } from '../rule.ts';

/**
 * Fires when a `/mcp-rest` route answers 400, 404, 422 or 500, or 200 with an `error` in the body; a warning when
 * tools came along. Permission (403) and unreachable servers have rules of their own. Source: LiteLLM's
 * rest_endpoints.py.
 */
export const restRequestInvalid = rule({
  id: 'rest-request-invalid',
  hop: 'client-to-gateway',
  level: (given) => (hasTools(given) ? 'warning' : 'error'),
  needs: ['exchange', 'kind'],
  explains: 'form',
  about: 'path',
  title: ({ exchange }) =>
    exchange.response.status < 400
      ? 'The REST route failed inside an HTTP 200'
      : 'The REST route refuses this request',
  why: 'LiteLLM’s own MCP routes (/mcp-rest, used by its dashboard) want server_id, name and arguments, and say errors in the body.',
  check: (given) => {
    const { exchange, kind } = given;
    const said = problem(given);
    return kind === 'mcp-rest' && said !== undefined
      ? [fromUrl(exchange), fromStatus(exchange), fromBody('response-body', said)]
      : [];
  },
  fix: {
    user: {
      text: 'Send server_id (as /mcp-rest/tools/list or /v1/mcp/server shows it), name, and arguments as an object. Or use the MCP endpoint, which says more.',
    },
    operator: { text: 'If the message names servers, look in LiteLLM’s log for what they answered.' },
  },
});

function problem({ exchange }: Given<'exchange'>): string | undefined {
  const { status, body } = exchange.response;
  if (status === 400 || status === 404 || status === 422 || status === 500)
    return body?.text || `HTTP ${status}`;
  const error = textIn(readJson(body?.text), 'error');
  return status < 300 && error !== undefined
    ? `${error}: ${textIn(readJson(body?.text), 'message') ?? ''}`
    : undefined;
}

const hasTools = ({ exchange }: Given<'exchange'>): boolean =>
  arrayIn(readJson(exchange.response.body?.text), 'tools').length > 0;
