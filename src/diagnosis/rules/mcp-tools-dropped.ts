import { curlRpc, serverUrl } from '../commands.ts';
import { lastOutcome, type ToldOutcome } from '../computed/last-outcome.ts';
import { fromBody, quoted } from '../evidence.ts';
import { type Given, rule } from '../rule.ts';
import { allInQuotes } from '../words.ts';

/**
 * Fires on a successful answer of an LLM route with MCP tools in which nothing of them shows: neither listed tools
 * nor a call. A warning in a stream, where a recorded success shows the list; without streaming both look the same,
 * so it is an info, but for a server whose list failed before in the recording: then that is the reason. Not when a call failed or the key may
 * not use the server, nor on `/v1/messages`, which never shows them. Source: litellm_proxy_mcp_handler.py
 * and mcp_streaming_iterator.py in litellm/responses/mcp.
 */
export const mcpToolsDropped = rule({
  id: 'mcp-tools-dropped',
  hop: (given) => (failedLists(given).length > 0 ? 'gateway-to-server' : 'gateway'),
  level: (given) => (isStream(given) || failedLists(given).length > 0 ? 'warning' : 'info'),
  needs: ['embedded', 'exchange', 'facts', 'past'],
  about: 'server',
  title: 'The answer shows nothing of the MCP tools',
  why: (given) =>
    failedLists(given).length > 0
      ? `LiteLLM could not list the tools of ${allInQuotes(failedLists(given).map(({ outcome }) => outcome.server))} before in this recording, and leaves such a server out: the model answered without its tools.`
      : isStream(given)
        ? 'When LiteLLM gets the tools of an MCP server, its stream says so. This one does not, so the model answered without them.'
        : 'The model answered without calling a tool. Without streaming the answer looks the same whether it had the tools or not.',
  check: (given) => {
    const { embedded, exchange, facts } = given;
    // Of a cut stream the list may be in the rest.
    if (exchange.bodies !== undefined) return [];
    const { status, body, error } = exchange.response;
    const answered = status >= 200 && status < 300 && body?.text !== undefined && error === undefined;
    return answered &&
      facts.refusals === undefined &&
      embedded.showsTools &&
      !FAILED.test(body.text) &&
      !embedded.toolsListed &&
      embedded.calls.length === 0
      ? [
          fromBody(
            'request-body',
            `"server_label": ${embedded.labels.map((label) => JSON.stringify(label)).join(', ')}`,
          ),
          ...failedLists(given).map(({ outcome: { server, status }, exchange: list }) => ({
            place: { in: 'response-body' } as const,
            quote: quoted(`litellm.ai/server_outcomes: ${server}: ${status}`),
            exchange: list,
          })),
        ]
      : [];
  },
  fix: (given) => {
    const { embedded, exchange } = given;
    const isKnown = failedLists(given).length > 0;
    return {
      user: {
        text: isKnown
          ? 'Look at the list of tools that the evidence leads to: what fails there fails here. When it works, ask the model again.'
          : 'Check server_label and server_url (litellm_proxy/mcp/<server>), and that your key may use the server. Then list its tools on the MCP endpoint.',
        commands: embedded.labels
          .slice(0, 3)
          .map((label) => curlRpc(serverUrl(exchange, label), 'tools/list')),
      },
      ...(isKnown
        ? {}
        : {
            operator: { text: 'Grant the server to the key or its team (object_permission.mcp_servers).' },
          }),
    };
  },
});

/** The model's own failure, as an event of a stream or as the whole answer. */
const FAILED = /^data: ?\{"error"|"type": ?"(?:error|response\.failed)"|"status": ?"failed"/m;

const isStream = ({ exchange }: Given<'exchange'>): boolean =>
  exchange.response.body?.mimeType === 'text/event-stream';

/** Lists of the servers in question that failed when they were last asked for. */
const failedLists = ({
  facts,
  embedded,
  past,
}: Given<'facts' | 'embedded' | 'past'>): readonly ToldOutcome[] =>
  [...new Set(facts.servers ?? embedded.labels)]
    .flatMap((server) => lastOutcome(facts, server, past) ?? [])
    .filter(({ outcome }) => outcome.status !== 'ok');
