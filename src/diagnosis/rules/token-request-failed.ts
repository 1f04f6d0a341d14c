import { isOfOtherIssuer, OF_OTHER_ISSUER, REGISTER_ANEW } from '../computed/client-issuer.ts';
import { fromResponseText, fromStatus } from '../evidence.ts';
import { rule } from '../rule.ts';
import { codeOf } from '../words.ts';

const OF_GRANT =
  'The code was used before, has expired, belongs to another client or redirect URI, or the PKCE verifier does not fit.';

/** By what the words say, or by the code (RFC 6749 section 5.2, RFC 8707 section 2). */
const MEANINGS: Readonly<Record<string, string>> = {
  grant: OF_GRANT,
  'login-request':
    'The request lacks something that the token endpoint demands, or has it in a form that it does not take. The message says what.',
  invalid_grant: OF_GRANT,
  invalid_client: 'The client id or its secret is not the one the authorization server knows.',
  invalid_target: 'The authorization server does not issue tokens for this resource.',
  invalid_scope: 'The authorization server does not grant one of the scopes that were asked for.',
  unauthorized_client: 'The client may not use this kind of grant.',
};

/**
 * Fires when a request to a token endpoint is answered with 400 or more. A login that ends before it asks for a token
 * is `authorization-refused`. Source: MCP 2026-07-28, client registration, on ids and issuers; RFC 6749 section 5.2, RFC 8707 section 2.
 */
export const tokenRequestFailed = rule({
  id: 'token-request-failed',
  hop: 'authorization-server',
  level: 'error',
  needs: ['oauthStep', 'exchange', 'facts'],
  explains: 'status',
  title: ({ oauthStep }) => `No token was issued: ${codeOf(oauthStep.error)}`,
  why: ({ oauthStep, facts }) =>
    isOfOtherIssuer(facts)
      ? OF_OTHER_ISSUER
      : (MEANINGS[facts.refusals?.[0]?.reason ?? ''] ??
        MEANINGS[oauthStep.error?.code ?? ''] ??
        'The token endpoint refused, or failed. LiteLLM hides the authorization server’s own answer behind a plain 500.'),
  check: ({ oauthStep, exchange }) =>
    oauthStep.step === 'token' && oauthStep.error ? [fromStatus(exchange), fromResponseText(exchange)] : [],
  fix: ({ facts }) => ({
    user: {
      text: isOfOtherIssuer(facts)
        ? REGISTER_ANEW
        : 'Start the login again: a code works once and for a short time. If it fails again, show the error to the operator.',
    },
    operator: {
      text: 'Look for the authorization server’s answer in LiteLLM’s log; check client_id, client_secret and token_url.',
    },
  }),
});
