import { serverConfigOf } from '../commands.ts';
import { fromBody, fromStatus } from '../evidence.ts';
import { rule } from '../rule.ts';

/** `allowed_ips` of the whole gateway (auth_utils.py). */
const OF_ALL = /Access forbidden: IP address/;

/**
 * Fires on a 403 or 404 whose words name IP filtering, of one server or of the whole gateway. Other refusals of a server are about the key
 * (`key-not-permitted`). Source: `ip_filtering` in LiteLLM's rest_endpoints.py; `allowed_ips` in its auth_utils.py.
 */
export const ipFiltered = rule({
  id: 'ip-filtered',
  hop: 'gateway',
  level: 'error',
  needs: ['failure', 'exchange'],
  explains: 'cause',
  title: ({ failure }) =>
    OF_ALL.test(failure.message)
      ? 'LiteLLM does not serve your address'
      : 'LiteLLM does not offer this server to your address',
  why: ({ failure }) =>
    OF_ALL.test(failure.message)
      ? 'LiteLLM has a list of addresses that may use it, and yours is not on it. It did not look at the key.'
      : 'The server is internal, and LiteLLM treats your address as an outside one.',
  check: ({ failure, exchange }) =>
    (failure.status === 403 || failure.status === 404) &&
    (/ip_filtering|ip filtering/i.test(failure.message) || OF_ALL.test(failure.message))
      ? [fromStatus(exchange), fromBody('response-body', failure.message)]
      : [],
  fix: ({ exchange, failure }) => ({
    user: { text: 'Use the network or the VPN that the gateway trusts.' },
    operator: OF_ALL.test(failure.message)
      ? {
          text: 'Add the address to allowed_ips in general_settings. Behind a proxy, set use_x_forwarded_for so that LiteLLM sees the client’s address.',
        }
      : {
          text: 'Set available_on_public_internet for the server, or tell LiteLLM the client’s address (use_x_forwarded_for, mcp_trusted_proxy_ranges).',
          commands: [serverConfigOf(exchange, ['available_on_public_internet: true'])],
        },
  }),
});
