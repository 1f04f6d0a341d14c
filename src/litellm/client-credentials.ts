import { type Exchange, findHeader } from '../exchange/exchange.ts';
import { MASK_BEGIN, type Mask, readMask } from '../exchange/mask.ts';
import { memoize } from '../exchange/memoize.ts';
import type { DebugHeaders } from './debug-headers.ts';
import { KEY_HEADER } from './header-names.ts';

/** A credential as the client sent it, masked. */
export interface ClientCredential {
  /** The header's name, lower case. */
  readonly name: string;
  /** The whole value: `Bearer [masked sk-****c3d4 long #1]`. */
  readonly value: string;
  /** What stands before the credential: `Bearer`; '' when nothing does. */
  readonly scheme: string;
  readonly mask: Mask;
}

/** The credential that a request carries in a header; undefined when the header is not there or empty. */
export function credentialIn({ request }: Exchange, name: string): ClientCredential | undefined {
  const found = findHeader(request.headers, name);
  const mask = found && readMask(found.value);
  if (!found || !mask) return undefined;
  const { value } = found;
  return {
    name: found.name.toLowerCase(),
    value,
    scheme: value.slice(0, value.indexOf(MASK_BEGIN)).trim(),
    mask,
  };
}

/** The headers in which LiteLLM looks for its own key, in its order (`get_litellm_api_key_from_headers`). */
const GATEWAY_KEY_HEADERS = [KEY_HEADER, 'authorization'];

/** The gateway credential of a request: the header LiteLLM would take its key from. */
export const gatewayCredential = memoize((exchange: Exchange): ClientCredential | undefined => {
  for (const name of GATEWAY_KEY_HEADERS) {
    const credential = credentialIn(exchange, name);
    if (credential) return credential;
  }
  return undefined;
});

/**
 * Whether Authorization holds the gateway's key, as far as the request alone shows it: the same value as in the key
 * header, or something that looks like a LiteLLM key while the key header is not there.
 */
export function authorizationHoldsGatewayKey(exchange: Exchange): boolean {
  const authorization = credentialIn(exchange, 'authorization');
  const key = credentialIn(exchange, KEY_HEADER);
  if (!authorization) return false;
  return key ? key.mask.tag === authorization.mask.tag : authorization.mask.look.startsWith('sk-');
}

/**
 * Whether `SAME_AS_LITELLM_KEY` means that Authorization holds the gateway's key. Without `x-litellm-api-key` LiteLLM takes
 * Authorization for its key whatever it is, so that it is no comparison (1.100.5 and 1.108.5 with
 * `delegate_auth_to_upstream` and a user's own token). LiteLLM's keys begin with `sk-`.
 */
export function isComparedKey(exchange: Exchange, debug: DebugHeaders): boolean {
  const authorization = credentialIn(exchange, 'authorization');
  const keyName = credentialIn(exchange, KEY_HEADER)?.name ?? KEY_HEADER;
  const compared = debug.inboundAuth.some(({ name }) => name === keyName);
  return compared || !authorization || authorization.mask.look.startsWith('sk-');
}

/** A credential for one server: `x-mcp-{alias}-{header}` (LiteLLM docs, "client-side credentials"). */
export interface ServerCredential {
  /** Name of the request header as sent. */
  readonly name: string;
  readonly alias: string;
}

const SERVER_CREDENTIAL = /^x-mcp-(.+?)-(?:authorization|x-api-key|api-key|token)$/i;

export function serverCredentials({ request }: Exchange): readonly ServerCredential[] {
  return request.headers.flatMap(({ name }) => {
    const alias = SERVER_CREDENTIAL.exec(name)?.[1];
    return alias === undefined ? [] : { name, alias };
  });
}
