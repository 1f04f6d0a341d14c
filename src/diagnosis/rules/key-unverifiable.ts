import { gatewayCredential } from '../../litellm/client-credentials.ts';
import { fromBody, fromRequestHeader, fromStatus } from '../evidence.ts';
import { rule } from '../rule.ts';

/**
 * Fires on a 400 with "No connected db", LiteLLM's answer to every key but the master key when it has no database. It
 * says nothing on whether the key is right. Source: LiteLLM's auth/user_api_key_auth.py; recorded with 1.100 and
 * 1.108.
 */
export const keyUnverifiable = rule({
  id: 'key-unverifiable',
  hop: 'gateway',
  level: 'error',
  needs: ['failure', 'exchange'],
  explains: 'cause',
  about: 'gateway',
  title: 'LiteLLM can’t check this key: it has no database',
  why: 'Without a database LiteLLM knows only its master key. Every other key gets this answer, right or wrong.',
  check: ({ failure, exchange }) => {
    if (failure.status !== 400 || !failure.message.includes('No connected db')) return [];
    const key = gatewayCredential(exchange);
    return [
      fromStatus(exchange),
      fromBody('response-body', failure.message),
      ...(key ? fromRequestHeader(exchange, key.name) : []),
    ];
  },
  fix: {
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
  },
});
