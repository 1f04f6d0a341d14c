import { type Phrase, phrases } from '../phrase.ts';

/** What authorization servers say, besides the codes of RFC 6749. */
export const AUTHORIZATION_SERVER: readonly Phrase[] = [
  ...phrases('RFC 7591 section 3.2.2; RFC 6749 section 4.1.2.1; vendors in words of their own', [
    {
      // What is refused is quoted mostly, dots included. LiteLLM’s words on its own origin are about PROXY_BASE_URL (`authorization-refused`).
      reason: 'redirect-uri',
      by: 'authorization-server',
      says: /invalid_redirect_uri|redirect(?:_uri)?_mismatch|redirect[_ ]ur[il]s?\b(?! origin|[^\n]{0,120}proxy origin)[^\n]{0,120}(?:not (?:allowed|registered|valid|permitted|match|listed|in\b|on\b|among|one of|part of|whitelisted)|invalid|mismatch|must|unauthorized)|(?:invalid|unregistered|mismatching|disallowed) redirect[_ ]ur[il]/i,
      on: ['oauth-error', 'http'],
    },
  ]),
  ...phrases(
    'RFC 6749 sections 4.1.1, 4.1.3 and 5.2; RFC 7636 section 4.4.1; LiteLLM and others in words of their own',
    [
      {
        reason: 'login-request',
        says: /\b(?:code_challenge|code_challenge_method|code_verifier|response_type|redirect_uri|client_id|refresh_token|subject_token|assertion|state)s?(?: and \w{1,30})? (?:is|are) (?:required|missing)\b|\b(?:code_verifier|response_type|state|grant_type|subject_token_type|requested_token_type|delivery|decision) must be |registered metadata is too large|Only S256 code_challenge_method|^(?:HTTP \d{3} )?Unsupported grant_type\b|code is required for authorization_code grant/,
        on: ['oauth-error'],
      },
      {
        reason: 'grant',
        says: /\b(?:authorization|auth) code (?:is invalid|is expired|has expired|was issued to (?:a|another) different|not found|has already been used)|Invalid authorization code|PKCE verification failed|\brefresh token (?:was already used|was revoked|is invalid|has expired)|\bassertion(?:'s)? (?:is not a JWT|is proof-bound|was rejected|has expired|subject |client_id |typ must|iss, jti)|subject_token is not a JWT/i,
        on: ['oauth-error'],
      },
    ],
  ),
];
