import { plain } from '../../litellm/address.ts';
import { listsByTool } from '../computed/earlier-calls.ts';
import { toolAsked } from '../computed/tool-asked.ts';
import { fromBody } from '../evidence.ts';
import { evidenceOf } from '../refusal-rule.ts';
import { type Facts, type Given, rule } from '../rule.ts';
import { inQuotes } from '../words.ts';

/**
 * Fires when a tool is "not found" that the same endpoint listed before in this recording. A name that no list had is `tool-not-found`. Source:
 * LiteLLM pull request 38955; several replicas, or a server that came and went.
 */
export const toolRoutingLost = rule({
  id: 'tool-routing-lost',
  hop: 'gateway',
  level: 'error',
  needs: ['refusals', 'facts', 'past'],
  explains: 'cause',
  title: (given) =>
    `The gateway no longer finds the tool ${inQuotes(toolAsked(given.facts) ?? '')}, which it listed before`,
  why: 'The name is right: the list in the evidence has it. Whoever answered this call does not know the tool: another replica, one that lost its connection to the server, or a server whose tools changed.',
  check: ({ refusals, facts, past }) => {
    const refusal = refusals.find(({ reason }) => reason === 'tool-not-found');
    const listed = listing({ facts, past });
    const name = toolAsked(facts);
    return refusal && listed && name !== undefined
      ? [
          ...evidenceOf(refusal, facts),
          {
            ...fromBody('response-body', `"name": ${JSON.stringify(name)}`),
            exchange: listed.exchange.index,
          },
        ]
      : [];
  },
  fix: {
    user: { text: 'List the tools again, then repeat the call.' },
    operator: {
      text: 'Look in LiteLLM’s log for what it knew of this tool when the call came. With several replicas, see that all of them reach the server and share one configuration.',
    },
  },
});

/** The last list of the same endpoint that has the tool. */
function listing({ facts, past }: Given<'facts' | 'past'>): Facts | undefined {
  const name = toolAsked(facts);
  const endpointOf = ({ route, exchange }: Facts): string =>
    route?.form === 'mcp-rest' ? `${route.origin} rest` : plain(exchange.request.url);
  return name === undefined
    ? undefined
    : listsByTool(past)
        .get(name)
        ?.findLast((each) => endpointOf(each) === endpointOf(facts));
}
