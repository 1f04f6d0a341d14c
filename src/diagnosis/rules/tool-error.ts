import { answersOf } from '../../litellm/answers.ts';
import { calledTool, toolResult } from '../../mcp/rpc.ts';
import { fromBody } from '../evidence.ts';
import { type Facts, rule } from '../rule.ts';
import { inQuotes } from '../words.ts';

/**
 * Fires on a tool result with `isError`. Not when LiteLLM's words in it name the cause: no such tool, no permission,
 * refused parameters, a server that could not be called. Also on the poll that shows
 * that a task's tool failed. Source: MCP, server/tools, "Error Handling".
 */
export const toolError = rule({
  id: 'tool-error',
  hop: 'tool',
  level: 'warning',
  needs: ['exchange', 'facts'],
  explains: 'status',
  title: ({ facts }) => `The tool${named(facts)} answered with an error`,
  why: 'The answer says that the tool failed, inside an HTTP 200; a model sees it as the tool’s answer. The words below tell whether the tool itself or LiteLLM’s way to it failed.',
  check: ({ exchange, facts: { rpc, route } }) =>
    answersOf(exchange, rpc, route).flatMap((message) => {
      const result = toolResult(message);
      return result?.isError
        ? [fromBody('response-body', result.text === '' ? '"isError":true' : result.text)]
        : [];
    }),
  fix: {
    user: {
      text: 'Read the tool’s own words, and check the arguments of the call against the tool’s input schema.',
    },
    operator: { text: 'If the arguments are right, the MCP server’s log tells more.' },
  },
});

/** Empty for a REST call. */
function named({ rpc, continues }: Facts): string {
  const name = continues?.name ?? (rpc && calledTool(rpc));
  return name === undefined ? '' : ` ${inQuotes(name)}`;
}
