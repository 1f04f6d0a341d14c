// Written by `npm run generate` from the files beside it.
import type { Rule } from '../rule.ts';
import { acceptHeaderIncomplete } from './accept-header-incomplete.ts';
import { answerSlow } from './answer-slow.ts';
import { authHeaderStripped } from './auth-header-stripped.ts';
import { authLabelUnreliable } from './auth-label-unreliable.ts';
import { authResolutionFailed } from './auth-resolution-failed.ts';
import { authUnresolved } from './auth-unresolved.ts';
import { authorizationRefused } from './authorization-refused.ts';
import { authorizeRequestIncomplete } from './authorize-request-incomplete.ts';
import { callFailed } from './call-failed.ts';
import { challengeMissing } from './challenge-missing.ts';
import { challengeNotRfc9728 } from './challenge-not-rfc9728.ts';
import { clientTokenIgnored } from './client-token-ignored.ts';
import { debugHeadersAbsent } from './debug-headers-absent.ts';
import { debugNotCovered } from './debug-not-covered.ts';
import { embeddedCallFailed } from './embedded-call-failed.ts';
import { endpointNotMcp } from './endpoint-not-mcp.ts';
import { gatewayException } from './gateway-exception.ts';
import { gatewayMisconfigured } from './gateway-misconfigured.ts';
import { gatewayUnreachable } from './gateway-unreachable.ts';
import { getStreamRefused } from './get-stream-refused.ts';
import { ipFiltered } from './ip-filtered.ts';
import { issuerMismatch } from './issuer-mismatch.ts';
import { keyMalformed } from './key-malformed.ts';
import { keyMissing } from './key-missing.ts';
import { keyNotPermitted } from './key-not-permitted.ts';
import { keyRejected } from './key-rejected.ts';
import { keyUnverifiable } from './key-unverifiable.ts';
import { litellmKeyInAuthorization } from './litellm-key-in-authorization.ts';
import { litellmKeyLeaksUpstream } from './litellm-key-leaks-upstream.ts';
import { m2mTokenUsed } from './m2m-token-used.ts';
import { maskTooWeak } from './mask-too-weak.ts';
import { mcpToolsDropped } from './mcp-tools-dropped.ts';
import { methodUnknown } from './method-unknown.ts';
import { oauthLoginRequired } from './oauth-login-required.ts';
import { oauthTokenMissing } from './oauth-token-missing.ts';
import { parametersRefused } from './parameters-refused.ts';
import { pathUnknown } from './path-unknown.ts';
import { pkceUnsupported } from './pkce-unsupported.ts';
import { preflightRefused } from './preflight-refused.ts';
import { protocolVersionUnsupported } from './protocol-version-unsupported.ts';
import { redirectDropsAuth } from './redirect-drops-auth.ts';
import { registrationImpossible } from './registration-impossible.ts';
import { requestAborted } from './request-aborted.ts';
import { requestInvalid } from './request-invalid.ts';
import { resourceMetadataUnusable } from './resource-metadata-unusable.ts';
import { resourceMismatch } from './resource-mismatch.ts';
import { responseHiddenByCors } from './response-hidden-by-cors.ts';
import { responseMissing } from './response-missing.ts';
import { restRequestInvalid } from './rest-request-invalid.ts';
import { scopeInsufficient } from './scope-insufficient.ts';
import { secretInResponse } from './secret-in-response.ts';
import { serverAliasUnknown } from './server-alias-unknown.ts';
import { serverHeaderMisnamed } from './server-header-misnamed.ts';
import { serverMetadataUnusable } from './server-metadata-unusable.ts';
import { serverNameUnmatched } from './server-name-unmatched.ts';
import { sessionBoundElsewhere } from './session-bound-elsewhere.ts';
import { sessionExpired } from './session-expired.ts';
import { sessionLimit } from './session-limit.ts';
import { tokenInUrl } from './token-in-url.ts';
import { tokenRejected } from './token-rejected.ts';
import { tokenRequestFailed } from './token-request-failed.ts';
import { tokenUnused } from './token-unused.ts';
import { toolError } from './tool-error.ts';
import { toolNotFound } from './tool-not-found.ts';
import { toolsEmpty } from './tools-empty.ts';
import { upstreamAuthRequired } from './upstream-auth-required.ts';
import { upstreamError } from './upstream-error.ts';
import { upstreamForbidden } from './upstream-forbidden.ts';
import { upstreamTimeout } from './upstream-timeout.ts';
import { upstreamUnreachable } from './upstream-unreachable.ts';
import { upstreamWithoutAuth } from './upstream-without-auth.ts';

/** Every rule, by id. */
export const RULES: readonly Rule[] = [
  acceptHeaderIncomplete,
  answerSlow,
  authHeaderStripped,
  authLabelUnreliable,
  authResolutionFailed,
  authUnresolved,
  authorizationRefused,
  authorizeRequestIncomplete,
  callFailed,
  challengeMissing,
  challengeNotRfc9728,
  clientTokenIgnored,
  debugHeadersAbsent,
  debugNotCovered,
  embeddedCallFailed,
  endpointNotMcp,
  gatewayException,
  gatewayMisconfigured,
  gatewayUnreachable,
  getStreamRefused,
  ipFiltered,
  issuerMismatch,
  keyMalformed,
  keyMissing,
  keyNotPermitted,
  keyRejected,
  keyUnverifiable,
  litellmKeyInAuthorization,
  litellmKeyLeaksUpstream,
  m2mTokenUsed,
  maskTooWeak,
  mcpToolsDropped,
  methodUnknown,
  oauthLoginRequired,
  oauthTokenMissing,
  parametersRefused,
  pathUnknown,
  pkceUnsupported,
  preflightRefused,
  protocolVersionUnsupported,
  redirectDropsAuth,
  registrationImpossible,
  requestAborted,
  requestInvalid,
  resourceMetadataUnusable,
  resourceMismatch,
  responseHiddenByCors,
  responseMissing,
  restRequestInvalid,
  scopeInsufficient,
  secretInResponse,
  serverAliasUnknown,
  serverHeaderMisnamed,
  serverMetadataUnusable,
  serverNameUnmatched,
  sessionBoundElsewhere,
  sessionExpired,
  sessionLimit,
  tokenInUrl,
  tokenRejected,
  tokenRequestFailed,
  tokenUnused,
  toolError,
  toolNotFound,
  toolsEmpty,
  upstreamAuthRequired,
  upstreamError,
  upstreamForbidden,
  upstreamTimeout,
  upstreamUnreachable,
  upstreamWithoutAuth,
];
