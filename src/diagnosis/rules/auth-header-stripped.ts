import type { Exchange } from '../../exchange/exchange.ts';
import {
  type ClientCredential,
  credentialIn,
  keyBesideAuthorization,
} from '../../litellm/client-credentials.ts';
import type { DebugHeaders } from '../../litellm/debug-headers.ts';
import { missesGatewayKey } from '../../litellm/gateway-challenge.ts';
import { KEY_HEADER } from '../../litellm/header-names.ts';
import { curlRpc } from '../commands.ts';
import { fromRequestHeader, fromResponseHeader } from '../evidence.ts';
import { type Facts, rule } from '../rule.ts';

/**
 * Fires when the browser sent `x-litellm-api-key`, `x-mcp-auth` or a user's Authorization, and
 * `x-mcp-debug-inbound-auth` does not list it; and when LiteLLM says that a key is missing that the browser sent. Not for one
 * that may have held the gateway's key: LiteLLM 1.108 removes that itself (recorded). Source: `build_debug_headers` in LiteLLM's
 * mcp_debug.py, `_gateway_dcr_challenge` in its user_api_key_auth_mcp.py; both recorded.
 */
export const authHeaderStripped = rule({
  id: 'auth-header-stripped',
  hop: 'client-to-gateway',
  level: ({ exchange }) => (missesGatewayKey(exchange) ? 'error' : 'warning'),
  needs: ['exchange', 'facts'],
  explains: ({ exchange }) => (missesGatewayKey(exchange) ? 'cause' : undefined),
  title: ({ exchange, facts }) => `${stripped(exchange, facts).join(' and ')} did not reach LiteLLM`,
  why: 'The browser sent the header, but LiteLLM did not see it. Something in between, such as a reverse proxy or an ingress, removed it.',
  check: ({ exchange, facts }) => {
    const names = stripped(exchange, facts);
    return names.length === 0
      ? []
      : [
          ...names.flatMap((name) => fromRequestHeader(exchange, name)),
          ...fromResponseHeader(
            exchange,
            missesGatewayKey(exchange) ? 'www-authenticate' : 'x-mcp-debug-inbound-auth',
          ),
        ];
  },
  fix: ({ exchange }) => ({
    user: {
      text: 'Nothing: you did send it. Show this to whoever runs what stands between you and LiteLLM.',
    },
    operator: {
      text: 'Let the proxy in front of LiteLLM pass this header on. Compare an answer through it with one from LiteLLM’s own port.',
      commands: [curlRpc(exchange.request.url, 'tools/list')],
    },
  }),
});

function stripped(exchange: Exchange, { debug }: Facts): readonly string[] {
  if (missesGatewayKey(exchange)) {
    return [KEY_HEADER, 'authorization'].filter((name) => credentialIn(exchange, name));
  }
  if (!debug) return [];
  const arrived = new Set(debug.inboundAuth.map(({ name }) => name));
  const key = keyBesideAuthorization(exchange);
  // LiteLLM 1.108 itself drops its own key from the other headers; an Authorization that is all there is held it.
  const others = ['authorization', 'x-mcp-auth']
    .map((name) => credentialIn(exchange, name))
    .filter((each) => each && each.mask.tag !== key?.mask.tag && (key || each.name !== 'authorization'));
  return [isListed(key, debug) ? key : undefined, ...others].flatMap((credential) =>
    credential && !arrived.has(credential.name) ? [credential.name] : [],
  );
}

/** LiteLLM never lists a header that the installation chose for the key (`litellm_key_header_name`); a fork lists its own. */
const isListed = (key: ClientCredential | undefined, { raw }: DebugHeaders): boolean =>
  key?.name === KEY_HEADER || raw.some(({ means }) => means !== undefined);
