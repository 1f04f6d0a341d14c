import { gatewayCredential } from '../../litellm/client-credentials.ts';
import { isGatewayCall } from '../../litellm/gateway-call.ts';
import { fromRequestHeader } from '../evidence.ts';
import { evidenceOf } from '../refusal-rule.ts';
import { type Given, rule } from '../rule.ts';

/**
 * Fires when LiteLLM can't look the key up: it has no database ("No connected db", its answer to every key but the master key), or can't reach
 * the one it has, which it reports as an "Authentication Error" too. It says nothing on whether the key is right. Source: LiteLLM's
 * auth/user_api_key_auth.py and auth_exception_handler.py; recorded with 1.100 and 1.108.
 */
export const keyUnverifiable = rule({
  id: 'key-unverifiable',
  hop: 'gateway',
  level: 'error',
  needs: ['refusals', 'exchange', 'kind', 'facts'],
  explains: 'cause',
  about: 'gateway',
  title: (given) =>
    hasNone(given)
      ? 'LiteLLM can’t check this key: it has no database'
      : 'LiteLLM can’t check this key: it does not reach its database',
  why: (given) =>
    hasNone(given)
      ? 'Without a database LiteLLM knows only its master key. Every other key gets this answer, right or wrong.'
      : 'LiteLLM looks keys up in its database, and that failed. Every key that it has not cached gets this answer, right or wrong.',
  check: (given) => {
    const refusal = refusalOf(given);
    if (!isGatewayCall(given.kind) || !refusal) return [];
    const key = gatewayCredential(given.exchange);
    return [...evidenceOf(refusal, given.facts), ...(key ? fromRequestHeader(given.exchange, key.name) : [])];
  },
  fix: (given) =>
    hasNone(given)
      ? {
          user: { text: 'If this should be the master key, check its spelling. Otherwise ask the operator.' },
          operator: {
            text: 'Give LiteLLM a database so that it can issue and check keys.',
            commands: [
              {
                label: 'config.yaml',
                language: 'yaml',
                text: 'general_settings:\n  database_url: os.environ/DATABASE_URL',
              },
            ],
          },
        }
      : {
          user: { text: 'Nothing in your key. Send the time of this request to the gateway operator.' },
          operator: {
            text: 'Check that the database runs and that LiteLLM reaches it (DATABASE_URL, number of connections). Restart LiteLLM if it does not connect again by itself.',
          },
        },
});

const refusalOf = ({ refusals }: Given<'refusals'>) => refusals.find(({ reason }) => reason === 'database');

const hasNone = (given: Given<'refusals'>): boolean => refusalOf(given)?.names['none'] !== undefined;
