import { arrayIn, readJson, textIn } from '../../exchange/json.ts';
import { fromBody, fromStatus, fromUrl } from '../evidence.ts';
import { type Given, rule } from '../rule.ts';

/**
 * Fires when a `/mcp-rest` route or a management route says what the request lacks, or answers 200 with an `error` in the body; a warning when
 * tools came along. Permission (403) and unreachable servers have rules of their own. Source: LiteLLM's
 * rest_endpoints.py.
 */
export const restRequestInvalid = rule({
  id: 'rest-request-invalid',
  hop: 'client-to-gateway',
  level: (given) => (hasTools(given) ? 'warning' : 'error'),
  needs: ['exchange', 'kind', 'route', 'facts'],
  explains: (given) => (toldIn(given) ? 'words' : 'form'),
  about: 'path',
  title: ({ exchange }) =>
    exchange.response.status < 400
      ? 'The REST route failed inside an HTTP 200'
      : 'The REST route refuses this request',
  why: (given) =>
    toldIn(given)
      ? 'Something in the request is missing, or has a form that LiteLLM does not take. The message says what.'
      : 'LiteLLM’s own MCP routes (/mcp-rest, used by its dashboard) want server_id, name and arguments, and say errors in the body.',
  check: (given) => {
    const { exchange, kind, route } = given;
    const said = toldIn(given)?.words ?? (route.form === 'mcp-rest' ? problem(given) : undefined);
    return kind === 'mcp-rest' && said !== undefined
      ? [fromUrl(exchange), fromStatus(exchange), fromBody('response-body', said)]
      : [];
  },
  fix: (given) => ({
    user: {
      text: toldIn(given)
        ? 'Change the request as the message says.'
        : 'Send server_id (as /mcp-rest/tools/list or /v1/mcp/server shows it), name, and arguments as an object. Or use the MCP endpoint, which says more.',
    },
    operator: { text: 'If the message names servers, look in LiteLLM’s log for what they answered.' },
  }),
});

/** LiteLLM's own words for what a request lacks. */
const toldIn = ({ facts: { refusals } }: Given<'facts'>) =>
  refusals?.find(({ by, reason, certain }) => by === 'gateway' && reason === 'parameters' && certain);

function problem({ exchange }: Given<'exchange'>): string | undefined {
  const { status, body } = exchange.response;
  if (status >= 400) return WORDS.test(body?.text ?? '') ? body?.text : undefined;
  const error = textIn(readJson(body?.text), 'error');
  return status < 300 && error !== undefined
    ? `${error}: ${textIn(readJson(body?.text), 'message') ?? ''}`
    : undefined;
}

/** rest_endpoints.py, and what FastAPI says of a body that does not fit. */
const WORDS =
  /missing_parameter|server_not_found|tool_not_found|\d validation errors? for |"loc": ?\["(?:body|query)"|not found in /;

const hasTools = ({ exchange }: Given<'exchange'>): boolean =>
  arrayIn(readJson(exchange.response.body?.text), 'tools').length > 0;
