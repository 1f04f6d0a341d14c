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

/** LiteLLM's keys begin so. */
const isKey = ({ mask }: ClientCredential): boolean => mask.look.startsWith('sk-');

/** Headers that hold other credentials than the gateway's key, or the key in a way of their own. */
const OF_OTHERS = /^(?:authorization|proxy-authorization|cookie|mcp-.*|x-mcp-.*)$/;

/**
 * The gateway's key in a header that is not Authorization: LiteLLM's own, or any other that the installation chose
 * (`litellm_key_header_name`), which shows by its value. Where Authorization holds a key, another header's is that of a model
 * or a server.
 */
export const keyBesideAuthorization = memoize((exchange: Exchange): ClientCredential | undefined => {
  const own = credentialIn(exchange, KEY_HEADER);
  const authorization = credentialIn(exchange, 'authorization');
  if (own || (authorization && isKey(authorization))) return own;
  return exchange.request.headers
    .filter(({ name }) => !OF_OTHERS.test(name.toLowerCase()))
    .flatMap(({ name }) => credentialIn(exchange, name) ?? [])
    .find(isKey);
});

/** The gateway credential of a request: the header LiteLLM would take its key from (`get_litellm_api_key_from_headers`). */
export const gatewayCredential = (exchange: Exchange): ClientCredential | undefined =>
  keyBesideAuthorization(exchange) ?? credentialIn(exchange, 'authorization');

/** Whether a request carries what looks like a key of LiteLLM's. */
export function holdsGatewayKey(exchange: Exchange): boolean {
  const key = gatewayCredential(exchange);
  return key !== undefined && isKey(key);
}

/**
 * Whether Authorization holds the gateway's key, as far as the request alone shows it: the same value as in the key
 * header, or something that looks like a LiteLLM key while there is no key beside it.
 */
export function authorizationHoldsGatewayKey(exchange: Exchange): boolean {
  const authorization = credentialIn(exchange, 'authorization');
  const key = keyBesideAuthorization(exchange);
  if (!authorization) return false;
  return key ? key.mask.tag === authorization.mask.tag : isKey(authorization);
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
  if (compared) return true;
  return authorization ? isKey(authorization) : exchange.sanitized !== true;
}

/**
 * Whether Authorization holds something else than the gateway's key, which came in a header that LiteLLM does not compare
 * with: `SAME_AS_LITELLM_KEY` is wrong then.
 */
export function isKeyElsewhere(exchange: Exchange): boolean {
  const key = keyBesideAuthorization(exchange);
  return key !== undefined && credentialIn(exchange, KEY_HEADER) === undefined;
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
