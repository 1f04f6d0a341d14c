import { unansweredIds } from '../../mcp/rpc.ts';
import { decodeQuery } from '../../oauth/step.ts';
import { curlRpc } from '../commands.ts';
import { cancellationsById } from '../computed/earlier-calls.ts';
import { fromBody, fromStatus } from '../evidence.ts';
import { isOfEdge } from '../refusal-rule.ts';
import { type Given, rule } from '../rule.ts';

/**
 * Fires when an MCP endpoint said 200 and ended its stream, or an empty body, without an answer to a request's id.
 * Not when the request was cancelled or a firewall answered it, and not when the stream gave a retry time and may go on in another. Source:
 * recordings of LiteLLM 1.81, which does so when it can't reach the server.
 */
export const responseMissing = rule({
  id: 'response-missing',
  hop: 'gateway-to-server',
  level: 'error',
  needs: ['rpc', 'exchange', 'kind', 'facts', 'past'],
  title: 'The answer ended without an answer',
  why: 'LiteLLM said 200 and closed the stream, but no message in it answers the request. Older LiteLLM does so when it can’t reach the MCP server.',
  check: (given) => {
    const { exchange, kind, facts } = given;
    const { status, body, error } = exchange.response;
    const ended =
      (status === 200 || status === 204) &&
      error === undefined &&
      body?.text !== undefined &&
      exchange.bodies === undefined;
    return kind === 'mcp' &&
      ended &&
      isEmptyOrStream(given) &&
      !isOfEdge(facts) &&
      !mayResume(given) &&
      !isLegacy(given) &&
      unanswered(given).length > 0
      ? [
          fromStatus(exchange),
          fromBody('request-body', `id ${unanswered(given).join(', ')}`),
          fromBody('response-body', body.text || '(empty)'),
        ]
      : [];
  },
  fix: ({ exchange }) => ({
    user: {
      text: 'List the tools of the same server: an empty list points to the same cause.',
      commands: [curlRpc(exchange.request.url, 'tools/list')],
    },
    operator: { text: 'Look in LiteLLM’s log at this time for an exception while calling the MCP server.' },
  }),
});

const isEmptyOrStream = ({ exchange }: Given<'exchange'>): boolean =>
  exchange.response.body?.mimeType === 'text/event-stream' || exchange.response.body?.text === '';

/** The older transport names the session in the URL of its POSTs, and answers them on the stream (MCP 2024-11-05, HTTP with SSE). */
const isLegacy = ({ exchange }: Given<'exchange'>): boolean =>
  Object.keys(decodeQuery(exchange.request.url)).some((name) => /^session_?id$/i.test(name));

/** A server may close a stream with a retry time and go on in another (MCP 2025-11-25, "Sending Messages"). */
const mayResume = ({ exchange }: Given<'exchange'>): boolean =>
  /^retry:/m.test(exchange.response.body?.text ?? '');

/** Ids of requests without an answer; a cancelled one gets none (MCP, basic/utilities/cancellation). */
function unanswered({ rpc, past }: Given<'rpc' | 'past'>): readonly string[] {
  return unansweredIds(rpc)
    .filter((id) => !cancellationsById(past).has(id))
    .map(String);
}
