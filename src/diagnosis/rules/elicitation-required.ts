import { arrayIn, textIn } from '../../exchange/json.ts';
import type { Rpc } from '../../mcp/rpc.ts';
import { refusalRule } from '../refusal-rule.ts';

/**
 * Fires on the JSON-RPC error -32042: a person has to open a URL before the call can go on. A warning, because nothing is broken. Source: MCP
 * 2025-11-25, client/elicitation, "URL mode".
 */
export const elicitationRequired = refusalRule({
  id: 'elicitation-required',
  reasons: ['elicitation'],
  hop: 'tool',
  level: 'warning',
  title: 'The tool needs you to open a URL first',
  why: 'The server wants something that must not pass through the client, such as a login or a payment, and names a page for it. The call can be repeated after that.',
  fix: (_refusal, { rpc }) => ({
    user: {
      text: `Open the URL in your browser if you trust it, do what it asks, then repeat the call.${urlsIn(rpc)
        .map((url) => ` ${url}`)
        .join('')}`,
    },
    operator: {
      text: 'Clients without URL elicitation can’t show this page to the user: say so to your users.',
    },
  }),
});

/** The addresses that the error names, as text. */
const urlsIn = (rpc: Rpc | undefined): readonly string[] =>
  (rpc?.received ?? []).flatMap((message) =>
    message.type === 'error'
      ? [
          textIn(message.error.data, 'url'),
          ...arrayIn(message.error.data, 'elicitations').map((each) => textIn(each, 'url')),
        ].filter((url) => url !== undefined)
      : [],
  );
