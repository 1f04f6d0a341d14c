import type { Exchange } from '../exchange/exchange.ts';
import { decodeParameter } from '../exchange/redact-text.ts';

const METADATA =
  /\/\.well-known\/(?:oauth-protected-resource|oauth-authorization-server|openid-configuration)(?:\/|$)/;

/** Whether an exchange asks for OAuth metadata (RFC 9728, RFC 8414, OpenID Connect Discovery). */
export function asksForMetadata({ request }: Exchange): boolean {
  return request.method === 'GET' && METADATA.test(pathOf(request.url));
}

/**
 * Whether an exchange is a step of an OAuth grant, by its parameters and not by its URL: an authorization request or its
 * callback (RFC 6749 section 4.1), a token request, a client registration (RFC 7591).
 */
export function isOAuthStep({ request }: Exchange): boolean {
  if (request.method === 'GET') {
    const names = parameterNames(queryOf(request.url));
    const isAuthorizationRequest = names.has('response_type') && names.has('client_id');
    const isCallback = names.has('state') && (names.has('code') || names.has('error'));
    return isAuthorizationRequest || isCallback;
  }
  if (request.method !== 'POST') return false;
  const { mimeType = '', text = '' } = request.body ?? {};
  if (mimeType === 'application/x-www-form-urlencoded') return parameterNames(text).has('grant_type');
  return mimeType === 'application/json' && /"redirect_uris"\s*:\s*\[/.test(text);
}

function pathOf(url: string): string {
  return url.replace(/[?#].*$/s, '');
}

function queryOf(url: string): string {
  return /\?([^#]*)/.exec(url)?.[1] ?? '';
}

function parameterNames(query: string): ReadonlySet<string> {
  return new Set(query.split('&').map((pair) => decodeParameter(pair.split('=', 1)[0] ?? '')));
}
