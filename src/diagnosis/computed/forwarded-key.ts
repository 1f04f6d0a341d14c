import {
  type ClientCredential,
  credentialIn,
  gatewayCredential,
  isKeyElsewhere,
  serverCredentials,
} from '../../litellm/client-credentials.ts';
import type { DebugHeaders } from '../../litellm/debug-headers.ts';
import { FORWARDS_CLIENT_CREDENTIAL } from '../../litellm/resolution.ts';
import type { Given } from '../rule.ts';

type Asked = Given<'debug' | 'exchange'>;

/** The label by which LiteLLM says that it passes on what the client sent; undefined where it says another. */
export function forwardingLabel({ resolution, resolutions }: DebugHeaders): string | undefined {
  return [resolution ?? '', ...Object.values(resolutions ?? {})].find((label) =>
    FORWARDS_CLIENT_CREDENTIAL.has(label),
  );
}

/** The headers in which the request carried what LiteLLM takes for its key and passes on; empty when it does not. */
export function forwardedKeyHeaders(given: Asked): readonly string[] {
  const { debug, exchange } = given;
  const label = forwardingLabel(debug);
  if (label === undefined) return [];
  const key = gatewayCredential(exchange);
  const forServer = label === 'per-request-header' ? perRequestCredentials(given) : [];
  const copies = forServer.filter(({ mask }) => mask.tag === key?.mask.tag);
  if (copies.length > 0) return copies.map(({ name }) => name);
  // Another credential goes to the server in Authorization's place.
  return debug.oauth2Token?.sameAsLitellmKey && forServer.length === 0 && !isKeyElsewhere(exchange)
    ? ['authorization']
    : [];
}

/** With per-request-header the server gets x-mcp-auth or x-mcp-{alias}-... */
function perRequestCredentials({ exchange }: Asked): readonly ClientCredential[] {
  return ['x-mcp-auth', ...serverCredentials(exchange).map(({ name }) => name)].flatMap(
    (name) => credentialIn(exchange, name) ?? [],
  );
}
