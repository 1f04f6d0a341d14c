import type { Refusal } from '../../answers/refusal.ts';
import { allServersUrl, curlRpc } from '../commands.ts';
import { fromBody } from '../evidence.ts';
import { type Given, rule } from '../rule.ts';
import { allInQuotes } from '../words.ts';

/**
 * Fires when an answer of an LLM route shows a tool call that LiteLLM made for the model and that failed. Also on an event that
 * says that a server's tools, or all of MCP, failed. Not when the tool itself answered with an error text: that is its output. Source:
 * litellm/responses/mcp/litellm_proxy_mcp_handler.py.
 */
export const embeddedCallFailed = rule({
  id: 'embedded-call-failed',
  hop: 'gateway-to-server',
  level: 'error',
  needs: ['embedded', 'exchange', 'facts'],
  // Words that say why are another rule's.
  explains: 'form',
  about: 'server',
  title: ({ embedded }) => {
    const tools = embedded.calls.flatMap(({ tool, error }) => (error === undefined ? [] : [tool]));
    return `LiteLLM could not ${tools.length === 0 ? 'use MCP' : `run ${allInQuotes(tools)}`} for the model`;
  },
  why: ({ exchange }) =>
    exchange.response.status >= 400
      ? 'The request names an MCP server that could not be used, so the model was not asked. The words in the evidence say which.'
      : 'The model’s answer came with HTTP 200, but a tool that it asked LiteLLM to call failed on the way. The model went on without it.',
  check: (given) => [
    ...given.embedded.calls.flatMap(({ tool, error }) =>
      error === undefined ? [] : [fromBody('response-body', `${tool}: ${error}`)],
    ),
    ...eventsOf(given).map(({ code, words }) => fromBody('response-body', `${code} ${words}`)),
  ],
  fix: ({ exchange }) => ({
    user: {
      text: 'Call the same tool, by its name in the evidence, on the MCP endpoint: there the debug headers and the outcomes say more.',
      commands: [curlRpc(allServersUrl(exchange), 'tools/call', { name: 'YOUR_TOOL', arguments: {} })],
    },
    operator: { text: 'Look in LiteLLM’s log for “Error executing MCP tool call” at this time.' },
  }),
});

/** What providers and LiteLLM say of a server that they call for the model. */
const OF_A_SERVER = /\bMCP server:? ['"‘“]/;

/** Events of a model's stream that are about MCP alone (mcp_streaming_iterator.py, types/llms/openai.py). */
const ABOUT_MCP: ReadonlySet<string> = new Set([
  'mcp_gateway_error',
  'response.mcp_list_tools.failed',
  'response.mcp_call.failed',
]);

const eventsOf = ({ facts }: Given<'facts'>): readonly Refusal[] =>
  (facts.refusals ?? []).filter(
    ({ carrier, code, words, reason }) =>
      (carrier === 'llm-event' && ABOUT_MCP.has(code)) ||
      ((carrier === 'llm-event' || carrier === 'http') && reason === 'unknown' && OF_A_SERVER.test(words)),
  );
