import type { Refusal } from '../../answers/refusal.ts';
import { isRecord, memberOf } from '../../exchange/json.ts';
import { refusalRule } from '../refusal-rule.ts';
import { allInQuotes } from '../words.ts';

/**
 * Fires on the JSON-RPC error -32021: the server needs something of the client that the client did not offer, as its
 * `data.requiredCapabilities` says. Source: MCP 2026-07-28, schema, "MissingRequiredClientCapabilityError".
 */
export const capabilityMissing = refusalRule({
  id: 'capability-missing',
  reasons: ['capability'],
  hop: 'client-to-gateway',
  title: (refusal) => {
    const names = capabilitiesIn(refusal);
    return names.length === 0
      ? 'The client lacks a capability that this call needs'
      : `The client lacks the ${names.length === 1 ? 'capability' : 'capabilities'} ${allInQuotes(names)}, which this call needs`;
  },
  why: 'The server wants to ask the client for something, such as sampling or elicitation, or to go on in a way that the client has to know, such as a task. The request does not say that the client can (clientCapabilities).',
  fix: () => ({
    user: {
      text: 'Use a client that has the capability which the message names, or a tool that does not need it.',
    },
  }),
});

/** Members that hold capabilities of their own: `elicitation.url`, an extension by its id. */
const HOLDERS = /^(?:elicitation|sampling|extensions|experimental)$/;

/** Names beyond these say no more. */
const MOST = 5;

/** `elicitation.url`, `io.modelcontextprotocol/tasks`; empty where the error names none. */
function capabilitiesIn({ data }: Refusal): readonly string[] {
  const required = memberOf(data, 'requiredCapabilities');
  if (!isRecord(required)) return [];
  return Object.entries(required)
    .flatMap(([name, held]) => {
      const inner = HOLDERS.test(name) && isRecord(held) ? Object.keys(held) : [];
      if (inner.length === 0) return [name];
      return name === 'extensions' ? inner : inner.map((each) => `${name}.${each}`);
    })
    .slice(0, MOST);
}
