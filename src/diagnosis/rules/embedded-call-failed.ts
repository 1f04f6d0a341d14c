import { allServersUrl, curlRpc } from '../commands.ts';
import { fromBody } from '../evidence.ts';
import { rule } from '../rule.ts';
import { allInQuotes } from '../words.ts';

/**
 * Fires when an answer of an LLM route shows a tool call that LiteLLM made for the model and that failed. Not when
 * the tool itself answered with an error text: that is its output. Source:
 * litellm/responses/mcp/litellm_proxy_mcp_handler.py.
 */
export const embeddedCallFailed = rule({
  id: 'embedded-call-failed',
  hop: 'gateway-to-server',
  level: 'error',
  needs: ['embedded', 'exchange'],
  explains: 'words',
  about: 'server',
  title: ({ embedded }) =>
    `LiteLLM could not run ${allInQuotes(
      embedded.calls.flatMap(({ tool, error }) => (error === undefined ? [] : [tool])),
    )} for the model`,
  why: 'The model’s answer came with HTTP 200, but a tool that it asked LiteLLM to call failed on the way. The model went on without it.',
  check: ({ embedded }) =>
    embedded.calls.flatMap(({ tool, error }) =>
      error === undefined ? [] : [fromBody('response-body', `${tool}: ${error}`)],
    ),
  fix: ({ exchange }) => ({
    user: {
      text: 'Call the same tool, by its name in the evidence, on the MCP endpoint: there the debug headers and the outcomes say more.',
      commands: [curlRpc(allServersUrl(exchange), 'tools/call', { name: 'YOUR_TOOL', arguments: {} })],
    },
    operator: { text: 'Look in LiteLLM’s log for “Error executing MCP tool call” at this time.' },
  }),
});
