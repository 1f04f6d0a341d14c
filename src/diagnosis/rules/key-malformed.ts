import { gatewayCredential, isKeyElsewhere } from '../../litellm/client-credentials.ts';
import { isGatewayCall } from '../../litellm/gateway-call.ts';
import { asksForServerLogin } from '../../litellm/gateway-challenge.ts';
import { KEY_HEADER } from '../../litellm/header-names.ts';
import { claudeMcpAdd } from '../commands.ts';
import { keyWorked } from '../computed/key-worked.ts';
import { litellmAge } from '../computed/litellm-age.ts';
import { fromBody, fromRequestHeader, fromStatus } from '../evidence.ts';
import { isOfEdge } from '../refusal-rule.ts';
import { type Given, rule } from '../rule.ts';

/**
 * Fires when LiteLLM says "Malformed API Key", or when a key without `Bearer` before it is refused in the way of the
 * versions that want it (401, or 500 "MCP request failed"). Not when the same key listed tools before, not where LiteLLM showed that it is 1.100 or newer, which takes a bare key, not on a
 * challenge that asks for a login, and not in another header: those of model providers (`x-goog-api-key`) hold the bare key. Source: LiteLLM's auth/user_api_key_auth.py.
 */
export const keyMalformed = rule({
  id: 'key-malformed',
  hop: 'client-to-gateway',
  level: 'error',
  needs: ['failure', 'exchange', 'kind', 'facts', 'past'],
  explains: 'cause',
  title: 'The LiteLLM key is sent without “Bearer ”',
  why: ({ facts, past }) => {
    const age = litellmAge(100, facts, past);
    return age?.is === 'older'
      ? `LiteLLM before 1.100 wants the scheme before the key, and this one is older (inferred from ${age.because}).`
      : 'LiteLLM wants the scheme before the key. From 1.100 on it accepts a bare key, older versions answer like this.';
  },
  check: (given) => {
    const { failure, exchange, kind } = given;
    if (!isGatewayCall(kind)) return [];
    const key = gatewayCredential(exchange);
    return /Malformed API Key/i.test(failure.message) ||
      (key?.scheme === '' && !isKeyElsewhere(exchange) && mayBeAboutTheKey(given))
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

/** Versions that want the scheme answer 401, or 500 with this text; a key that worked before is not the cause. */
function mayBeAboutTheKey({
  failure,
  exchange,
  facts,
  past,
}: Given<'failure' | 'exchange' | 'facts' | 'past'>): boolean {
  const refused =
    failure.status === 401 || (failure.status === 500 && failure.message.includes('MCP request failed'));
  const takesBareKeys = litellmAge(100, facts, past)?.is === 'newer';
  return (
    refused &&
    !isOfEdge(facts) &&
    !takesBareKeys &&
    !asksForServerLogin(exchange) &&
    !keyWorked(exchange, past)
  );
}
