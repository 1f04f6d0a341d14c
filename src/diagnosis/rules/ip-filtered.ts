import { serverConfigOf } from '../commands.ts';
import { fromBody, fromStatus } from '../evidence.ts';
import { rule } from '../rule.ts';

/**
 * Fires on a 403 or 404 whose words name IP filtering. Other refusals of a server are about the key
 * (`key-not-permitted`). Source: `ip_filtering` in LiteLLM's rest_endpoints.py.
 */
export const ipFiltered = rule({
  id: 'ip-filtered',
  hop: 'gateway',
  level: 'error',
  needs: ['failure', 'exchange'],
  explains: 'cause',
  title: 'LiteLLM does not offer this server to your address',
  why: 'The server is internal, and LiteLLM takes your address for an outside one.',
  check: ({ failure, exchange }) =>
    (failure.status === 403 || failure.status === 404) && /ip_filtering|ip filtering/i.test(failure.message)
      ? [fromStatus(exchange), fromBody('response-body', failure.message)]
      : [],
  fix: ({ exchange }) => ({
    user: { text: 'Use the network or the VPN that the gateway trusts.' },
    operator: {
      text: 'Set available_on_public_internet for the server, or tell LiteLLM the client’s address (use_x_forwarded_for, mcp_trusted_proxy_ranges).',
      commands: [serverConfigOf(exchange, ['available_on_public_internet: true'])],
    },
  }),
});
