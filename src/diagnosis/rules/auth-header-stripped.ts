import type { Exchange } from '../../exchange/exchange.ts';
import {
  type ClientCredential,
  credentialIn,
  keyBesideAuthorization,
} from '../../litellm/client-credentials.ts';
import type { DebugHeaders } from '../../litellm/debug-headers.ts';
import { KEY_HEADER } from '../../litellm/header-names.ts';
import { curlRpc } from '../commands.ts';
import { fromRequestHeader, fromResponseHeader } from '../evidence.ts';
import { rule } from '../rule.ts';

/**
 * Fires when the browser sent `x-litellm-api-key`, `x-mcp-auth` or a user's Authorization, and
 * `x-mcp-debug-inbound-auth` does not list it. Not for one that may have held the gateway's key: LiteLLM 1.108 removes
 * that itself (recorded). Source: `build_debug_headers` in LiteLLM's mcp_debug.py.
 */
export const authHeaderStripped = rule({
  id: 'auth-header-stripped',
  hop: 'client-to-gateway',
  level: 'warning',
  needs: ['debug', 'exchange'],
  title: ({ debug, exchange }) => `${stripped(exchange, debug).join(' and ')} did not reach LiteLLM`,
  why: 'The browser sent the header, but LiteLLM did not see it. Something in between, such as a reverse proxy or an ingress, removed it.',
  check: ({ debug, exchange }) => {
    const names = stripped(exchange, debug);
    return names.length === 0
      ? []
      : [
          ...names.flatMap((name) => fromRequestHeader(exchange, name)),
          ...fromResponseHeader(exchange, 'x-mcp-debug-inbound-auth'),
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

function stripped(exchange: Exchange, debug: DebugHeaders): readonly string[] {
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
