import { gatewayCredential } from '../../litellm/client-credentials.ts';
import { KEY_HEADER } from '../../litellm/header-names.ts';
import { isGatewayCall } from '../../litellm/recognise.ts';
import { asksForLogin } from '../../oauth/challenge.ts';
import { claudeMcpAdd } from '../commands.ts';
import { fromBody, fromRequestHeader, fromStatus } from '../evidence.ts';
import { type Given, rule } from '../rule.ts';

export const keyMalformed = rule({
  id: 'key-malformed',
  hop: 'client-to-gateway',
  level: 'error',
  needs: ['failure', 'exchange', 'kind'],
  title: 'The LiteLLM key is sent without “Bearer ”',
  why: 'LiteLLM wants the scheme before the key. Some versions forgive a bare key, this answer shows that yours does not.',
  check: (given) => {
    const { failure, exchange, kind } = given;
    if (!isGatewayCall(kind)) return [];
    const key = gatewayCredential(exchange);
    return /Malformed API Key/i.test(failure.message) || (key?.scheme === '' && mayBeAboutTheKey(given))
      ? [
          ...(key ? fromRequestHeader(exchange, key.name) : []),
          fromStatus(exchange),
          fromBody('response-body', failure.message),
        ]
      : [];
  },
  fix: ({ exchange }) => ({
    user: { text: `Send “${KEY_HEADER}: Bearer …”.`, commands: [claudeMcpAdd(exchange, 'In Claude Code')] },
  }),
});

/** A wrong path, alias or method, and the challenge of an OAuth server, are answered so whatever the key looks like. */
const mayBeAboutTheKey = ({ failure, exchange }: Given<'failure' | 'exchange'>): boolean =>
  ![404, 405, 406].includes(failure.status) && !asksForLogin(exchange);
