import { fromResponseHeader } from '../evidence.ts';
import { rule } from '../rule.ts';

/**
 * Fires when the challenge of an MCP endpoint has `authorization_uri` and no `resource_metadata`. Not on a plain
 * `Bearer` challenge, which asks for another key. Source: RFC 9728 section 5.1; recorded with LiteLLM 1.81, 1.100 and
 * 1.108.
 */
export const challengeNotRfc9728 = rule({
  id: 'challenge-not-rfc9728',
  hop: 'gateway',
  level: 'warning',
  needs: ['challenge', 'exchange', 'kind'],
  title: 'Many clients can’t follow this login challenge',
  why: 'It names authorization_uri, LiteLLM’s own parameter, but not resource_metadata, which the MCP specification asks for (RFC 9728). Clients that know only the standard have to guess the metadata’s URL.',
  check: ({ challenge, exchange, kind }) =>
    kind === 'mcp' &&
    challenge.parameters['authorization_uri'] !== undefined &&
    challenge.parameters['resource_metadata'] === undefined
      ? fromResponseHeader(exchange, 'www-authenticate')
      : [],
  fix: {
    user: {
      text: 'If your client stops here, use one that tries /.well-known/oauth-protected-resource by itself.',
    },
    operator: { text: 'Upgrade LiteLLM: newer versions send resource_metadata for more kinds of servers.' },
  },
});
