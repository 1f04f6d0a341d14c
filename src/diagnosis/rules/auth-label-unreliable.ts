import { serverCredentials } from '../../litellm/client-credentials.ts';
import { curlRpc, serverUrl } from '../commands.ts';
import { misnamedHeaders } from '../computed/misnamed-headers.ts';
import { noAuthProvesNothing } from '../computed/unreliable-label.ts';
import { fromRequestHeader, fromResponseHeader } from '../evidence.ts';
import { rule } from '../rule.ts';

/**
 * Fires on the label `no-auth` of an answer that names no server (`x-mcp-debug-outbound-url` is `(unknown)`, as on
 * `/mcp`), or to a request that carries an `x-mcp-{alias}-...` credential. On one server's own endpoint without such
 * a header the label counts, and so it does where the header's name is wrong. Source: LiteLLM issue 35403; recorded with 1.81 and 1.100.
 */
export const authLabelUnreliable = rule({
  id: 'auth-label-unreliable',
  hop: 'gateway',
  level: 'info',
  needs: ['debug', 'exchange', 'facts'],
  once: true,
  title: 'The label “no-auth” proves nothing here',
  why: ({ debug }) =>
    debug.outboundUrl === undefined
      ? 'LiteLLM describes no server here, as on the endpoint for all of them, and says “no-auth” whatever it does.'
      : 'The request carried a credential for one server, which this label does not take into account (LiteLLM issue 35403).',
  check: ({ debug, exchange, facts }) =>
    noAuthProvesNothing(facts) && misnamedHeaders(facts).length === 0
      ? [
          ...fromResponseHeader(exchange, 'x-mcp-debug-auth-resolution'),
          ...(debug.outboundUrl === undefined
            ? fromResponseHeader(exchange, 'x-mcp-debug-outbound-url')
            : serverCredentials(exchange).flatMap(({ name }) => fromRequestHeader(exchange, name))),
        ]
      : [],
  fix: ({ exchange }) => ({
    user: {
      text: 'Ask one server’s own endpoint to see how LiteLLM authenticates to it.',
      commands: [curlRpc(serverUrl(exchange, 'YOUR_SERVER'), 'tools/list')],
    },
  }),
});
