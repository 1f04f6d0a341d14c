import {
  authorizationHoldsGatewayKey,
  credentialIn,
  isComparedKey,
  isKeyElsewhere,
  keyBesideAuthorization,
} from '../../litellm/client-credentials.ts';
import { mayAskForGatewayKey } from '../../litellm/gateway-challenge.ts';
import { claudeMcpAdd, claudeMcpAddWrong } from '../commands.ts';
import { forwardedKeyHeaders } from '../computed/forwarded-key.ts';
import { unsentTokens } from '../computed/unsent-tokens.ts';
import { fromRequestHeader, fromResponseHeader } from '../evidence.ts';
import { type Given, rule } from '../rule.ts';

type Asked = Given<'exchange' | 'kind' | 'facts' | 'past' | 'login' | 'pages'>;

/**
 * Fires when LiteLLM finds its own key in Authorization (`SAME_AS_LITELLM_KEY`), and when a request with the key there is
 * challenged to log in; an error when that comes after a login that issued a token. An info when LiteLLM took Authorization for its key and removed it, or had no other value to
 * compare with, so that it may be a user's token. Not when the key goes on to the server: that is
 * `litellm-key-leaks-upstream`. Nor when the key came in a header of the installation's own (`litellm_key_header_name`). Source: LiteLLM's mcp_debug.py; recorded with 1.81, 1.100 and 1.108.
 */
export const litellmKeyInAuthorization = rule({
  id: 'litellm-key-in-authorization',
  hop: 'client-to-gateway',
  level: (given) =>
    wasConsumed(given) || mayBeAnother(given) ? 'info' : isLoop(given) ? 'error' : 'warning',
  needs: ['exchange', 'kind', 'facts', 'past', 'login', 'pages'],
  once: true,
  title: (given) =>
    mayBeAnother(given)
      ? 'LiteLLM takes Authorization for its own key: make sure it is not'
      : 'The LiteLLM key occupies the Authorization header',
  why: (given) =>
    mayBeAnother(given)
      ? 'LiteLLM says so here only because the request has no x-litellm-api-key. If it is a token meant for the MCP server, all is well.'
      : wasConsumed(given)
        ? 'LiteLLM took Authorization as its own key and removed it. The call works, but there is no room left for a user’s OAuth token.'
        : isLoop(given)
          ? 'The client logged in and got a token, but Authorization still carries the LiteLLM key, so it is asked to log in again. That repeats for as long as the key is there.'
          : 'Authorization belongs to the MCP server’s OAuth token. While it carries the LiteLLM key, an OAuth client can’t log in, and a server that is set to forward Authorization would get the key.',
  check: (given) => {
    const { exchange, facts } = given;
    if (facts.debug && forwardedKeyHeaders({ debug: facts.debug, exchange }).length > 0) return [];
    const fromDebug = fromResponseHeader(exchange, 'x-mcp-debug-oauth2-token');
    if (isSameToLiteLlm(given)) return [...fromRequestHeader(exchange, 'authorization'), ...fromDebug];
    if (isChallengedWithKey(given)) {
      return [
        ...fromRequestHeader(exchange, 'authorization'),
        ...fromResponseHeader(exchange, 'www-authenticate'),
      ];
    }
    if (wasConsumed(given)) {
      return [
        ...fromRequestHeader(exchange, 'authorization'),
        ...fromResponseHeader(exchange, 'x-mcp-debug-inbound-auth'),
      ];
    }
    return [];
  },
  fix: ({ exchange }) => ({
    user: {
      text: 'Send the LiteLLM key in x-litellm-api-key instead.',
      commands: [claudeMcpAddWrong(exchange), claudeMcpAdd(exchange)],
    },
  }),
});

const isSameToLiteLlm = ({ facts, exchange }: Asked): boolean =>
  facts.debug?.oauth2Token?.sameAsLitellmKey === true && !isKeyElsewhere(exchange);

const mayBeAnother = ({ exchange, facts: { debug } }: Asked): boolean =>
  debug?.oauth2Token?.sameAsLitellmKey === true && !isComparedKey(exchange, debug);

const isChallengedWithKey = ({ exchange, kind, facts }: Asked): boolean =>
  kind === 'mcp' &&
  facts.gateway !== undefined &&
  exchange.response.status === 401 &&
  !mayAskForGatewayKey(exchange) &&
  fromResponseHeader(exchange, 'www-authenticate').length > 0 &&
  authorizationHoldsGatewayKey(exchange);

/** The login went well, and its token finds no room. */
const isLoop = (given: Asked): boolean => isChallengedWithKey(given) && unsentTokens(given).length > 0;

/** LiteLLM 1.108 drops an Authorization that held its own key, so that inbound-auth says `(none)`. */
const wasConsumed = ({ exchange, facts }: Asked): boolean => {
  const { status } = exchange.response;
  const { debug } = facts;
  return (
    status >= 200 &&
    status < 300 &&
    debug?.inboundAuth.length === 0 &&
    credentialIn(exchange, 'authorization') !== undefined &&
    // With a key beside it that did not arrive either, something took both.
    (keyBesideAuthorization(exchange) === undefined || authorizationHoldsGatewayKey(exchange))
  );
};
