import type { Rule } from '../rule.ts';
import { authHeaderStripped } from './auth-header-stripped.ts';
import { authLabelUnreliable } from './auth-label-unreliable.ts';
import { authResolutionFailed } from './auth-resolution-failed.ts';
import { authUnresolved } from './auth-unresolved.ts';
import { debugHeadersAbsent } from './debug-headers-absent.ts';
import { embeddedCallFailed } from './embedded-call-failed.ts';
import { gatewayException } from './gateway-exception.ts';
import { keyMalformed } from './key-malformed.ts';
import { keyMissing } from './key-missing.ts';
import { keyNotPermitted } from './key-not-permitted.ts';
import { keyRejected } from './key-rejected.ts';
import { keyUnverifiable } from './key-unverifiable.ts';
import { litellmKeyInAuthorization } from './litellm-key-in-authorization.ts';
import { litellmKeyLeaksUpstream } from './litellm-key-leaks-upstream.ts';
import { m2mTokenUsed } from './m2m-token-used.ts';
import { maskTooWeak } from './mask-too-weak.ts';
import { oauthLoginRequired } from './oauth-login-required.ts';
import { oauthTokenMissing } from './oauth-token-missing.ts';
import { pathUnknown } from './path-unknown.ts';
import { serverAliasUnknown } from './server-alias-unknown.ts';
import { serverHeaderMisnamed } from './server-header-misnamed.ts';
import { toolError } from './tool-error.ts';
import { toolNotFound } from './tool-not-found.ts';
import { toolsEmpty } from './tools-empty.ts';
import { upstreamAuthRequired } from './upstream-auth-required.ts';
import { upstreamError } from './upstream-error.ts';
import { upstreamForbidden } from './upstream-forbidden.ts';
import { upstreamTimeout } from './upstream-timeout.ts';
import { upstreamUnreachable } from './upstream-unreachable.ts';
import { upstreamWithoutAuth } from './upstream-without-auth.ts';

/** Every rule, in the order in which an exchange's findings are shown. */
export const RULES: readonly Rule[] = [
  litellmKeyLeaksUpstream,
  litellmKeyInAuthorization,
  oauthTokenMissing,
  oauthLoginRequired,
  upstreamWithoutAuth,
  m2mTokenUsed,
  authUnresolved,
  authResolutionFailed,
  authLabelUnreliable,
  authHeaderStripped,
  serverHeaderMisnamed,
  debugHeadersAbsent,
  maskTooWeak,
  keyMissing,
  keyMalformed,
  keyRejected,
  keyUnverifiable,
  keyNotPermitted,
  pathUnknown,
  serverAliasUnknown,
  gatewayException,
  embeddedCallFailed,
  upstreamUnreachable,
  upstreamAuthRequired,
  upstreamForbidden,
  upstreamTimeout,
  upstreamError,
  toolsEmpty,
  toolNotFound,
  toolError,
];
