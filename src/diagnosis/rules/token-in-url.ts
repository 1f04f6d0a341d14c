import type { Exchange } from '../../exchange/exchange.ts';
import { readMask } from '../../exchange/mask.ts';
import { isSecretKey } from '../../exchange/redact/credentials.ts';
import { isGatewayCall } from '../../litellm/gateway-call.ts';
import { readUrl } from '../../litellm/routes.ts';
import { fromUrl } from '../evidence.ts';
import { rule } from '../rule.ts';

/**
 * Fires when a request to the gateway has a credential in its query. Not on the steps of a login, where a code in the
 * URL is how it works, and not on the session id of the older SSE transport. Source: MCP, authorization, "Access
 * Token Usage".
 */
export const tokenInUrl = rule({
  id: 'token-in-url',
  hop: 'client-to-gateway',
  level: 'error',
  needs: ['exchange', 'kind'],
  about: 'path',
  title: 'A credential stands in the URL',
  why: 'URLs end up in logs, in histories and in Referer headers. The MCP specification forbids tokens there.',
  check: ({ exchange, kind }) =>
    isGatewayCall(kind) && secretParameters(exchange).length > 0 ? [fromUrl(exchange)] : [],
  fix: {
    user: {
      text: 'Send it as a header instead: x-litellm-api-key for the gateway’s key. Then have it replaced: logs have it by now.',
    },
    operator: { text: 'Remove it from access logs.' },
  },
});

/** The legacy transport has its session in the URL by design. */
const secretParameters = ({ request }: Exchange): readonly string[] =>
  [...(readUrl(request.url)?.searchParams ?? [])].flatMap(([name, value]) =>
    (isSecretKey(name) || name.toLowerCase() === 'key') && !/session/i.test(name) && readMask(value)
      ? [name]
      : [],
  );
