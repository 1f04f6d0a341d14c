import { memberOf } from '../../exchange/json.ts';
import { answersOf } from '../../litellm/answers.ts';
import { methodsOf, type Rpc, toolsListed } from '../../mcp/rpc.ts';
import { curlRpc } from '../commands.ts';
import { type Age, litellmAge } from '../computed/litellm-age.ts';
import { isNameUnmatched } from '../computed/unmatched-name.ts';
import { fromBody, fromResponseHeader } from '../evidence.ts';
import { rule } from '../rule.ts';

/**
 * Fires when tools/list, or the REST route of that name, is answered with an empty list and without LiteLLM's outcomes per server, so that nothing
 * says why. Not on the last page of a longer list, and not where outcomes name the cause (1.100 and later). Source:
 * recordings of LiteLLM 1.81.
 */
export const toolsEmpty = rule({
  id: 'tools-empty',
  hop: 'gateway-to-server',
  level: 'warning',
  needs: ['exchange', 'facts', 'past'],
  title: 'The list of tools is empty',
  why: 'LiteLLM answered 200 and does not say why there are no tools. Most likely first: it could not reach the server; the server refused LiteLLM’s credential; your key may use none of its tools; the server has none.',
  check: ({ exchange, facts, facts: { rpc, route, outcomes, refusals } }) =>
    refusals === undefined &&
    !isNameUnmatched(facts) &&
    !(rpc && (!methodsOf(rpc).includes('tools/list') || isFurtherPage(rpc))) &&
    !outcomes &&
    answersOf(exchange, rpc, route).some((message) => toolsListed(message)?.length === 0)
      ? [fromBody('response-body', '"tools":[]'), ...fromResponseHeader(exchange, 'x-mcp-debug-outbound-url')]
      : [],
  fix: ({ exchange, facts, past }) => ({
    user: {
      text: 'Call a tool you know by name: the error it gives tells more than the empty list.',
      commands: [curlRpc(exchange.request.url, 'tools/call', { name: 'YOUR_TOOL', arguments: {} })],
    },
    operator: {
      text: `Look in LiteLLM’s log for “MCP client list_tools failed”.${upgradeWords(litellmAge(100, facts, past))}`,
    },
  }),
});

/** What an upgrade would bring, unless it was made. */
function upgradeWords(age: Age | undefined): string {
  if (age?.is === 'newer') return '';
  const older = age ? `; this one is older (inferred from ${age.because})` : '';
  return ` LiteLLM 1.100 and later says the reason in the answer itself${older}.`;
}

/** The last page of a long list may be empty (MCP, server/utilities/pagination). */
const isFurtherPage = (rpc: Rpc): boolean =>
  rpc.sent.some((message) => message.type === 'request' && memberOf(message.params, 'cursor') !== undefined);
