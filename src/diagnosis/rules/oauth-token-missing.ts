import type { Exchange } from '../../exchange/exchange.ts';
import { credentialIn } from '../../litellm/client-credentials.ts';
import { claudeMcpAdd, curlResourceMetadata } from '../commands.ts';
import { lastResourceMetadata } from '../computed/login-steps.ts';
import { noAuthProvesNothing } from '../computed/unreliable-label.ts';
import { fromResponseHeader } from '../evidence.ts';
import { type Facts, rule } from '../rule.ts';
import { inQuotes } from '../words.ts';

/**
 * Fires when the server is set up for OAuth, the request brought no token, and LiteLLM says `no-auth`. Not on the
 * endpoint for all servers, where the label proves nothing, and not for servers without OAuth, which need no token.
 * Source: LiteLLM's own guide in mcp_debug.py.
 */
export const oauthTokenMissing = rule({
  id: 'oauth-token-missing',
  hop: 'client-to-gateway',
  level: 'error',
  needs: ['debug', 'exchange', 'past', 'facts'],
  about: 'server',
  title: 'The request brought no OAuth token for this server',
  why: ({ debug, exchange, past }) =>
    [
      `The server is set up for ${inQuotes(debug.serverAuthType ?? '')}, but the request brought no token, so LiteLLM sends none.`,
      ...whatAuthorizationHolds(exchange),
      whatMetadataSaid(past),
    ].join(' '),
  check: ({ debug, exchange, facts }) =>
    !noAuthProvesNothing(facts) &&
    !debug.oauth2Token &&
    debug.resolution === 'no-auth' &&
    debug.serverAuthType?.startsWith('oauth2')
      ? fromResponseHeader(
          exchange,
          'x-mcp-debug-oauth2-token',
          'x-mcp-debug-auth-resolution',
          'x-mcp-debug-server-auth-type',
        )
      : [],
  fix: ({ exchange }) => ({
    user: {
      text: 'Let the client log in: no fixed Authorization header in its configuration, the LiteLLM key in x-litellm-api-key, then start its OAuth login for this server.',
      commands: [claudeMcpAdd(exchange), curlResourceMetadata(exchange)],
    },
    operator: { text: 'Check that the metadata URL answers with JSON that names an authorization server.' },
  }),
});

function whatAuthorizationHolds(exchange: Exchange): readonly string[] {
  if (credentialIn(exchange, 'authorization'))
    return ['Authorization is set by the client itself, which keeps OAuth from starting.'];
  return exchange.sanitized ? [] : ['Authorization is free, so OAuth could start.'];
}

function whatMetadataSaid(past: readonly Facts[]): string {
  const asked = lastResourceMetadata(past);
  if (!asked) return 'This recording shows no request for the OAuth metadata.';
  const { status } = asked.exchange.response;
  return `The OAuth metadata was asked for before and answered ${status}.`;
}
