import { calledTool, toolResult } from '../../mcp/rpc.ts';
import { serverConfigOf } from '../commands.ts';
import { fromBody, fromStatus } from '../evidence.ts';
import { type Given, rule } from '../rule.ts';

const REFUSED = /Parameters? [^\n]{1,300}not allowed for tool/i;

/**
 * Fires when LiteLLM says that parameters are not allowed for a tool, as a 403 or inside a 200. Arguments that do not
 * fit the tool's schema are refused in other words. Source: `allowed_params` in LiteLLM's mcp_server_manager.py.
 */
export const parametersRefused = rule({
  id: 'parameters-refused',
  hop: 'gateway',
  level: 'error',
  needs: ['facts', 'rpc'],
  explains: 'words',
  about: 'tool',
  title: 'LiteLLM does not let these parameters through to the tool',
  why: 'The server’s configuration lists which parameters of the tool may be used; the call had others.',
  check: (given) => {
    const said = refusal(given);
    return said === undefined ? [] : [fromStatus(given.facts.exchange), fromBody('response-body', said)];
  },
  fix: ({ facts, rpc }) => ({
    user: { text: 'Leave out the parameters that the message names.' },
    operator: {
      text: 'Add them to allowed_params of this server if they are meant to be used.',
      commands: [
        serverConfigOf(facts.exchange, [
          'allowed_params:',
          `  ${JSON.stringify(calledTool(rpc) ?? 'your_tool')}: [first, second]`,
        ]),
      ],
    },
  }),
});

function refusal({ facts, rpc }: Given<'facts' | 'rpc'>): string | undefined {
  const said = [
    facts.failure?.message,
    ...rpc.received.map((message) =>
      message.type === 'error'
        ? message.error.message
        : toolResult(message)?.isError
          ? toolResult(message)?.text
          : undefined,
    ),
  ];
  return said.find((text) => text !== undefined && REFUSED.test(text));
}
