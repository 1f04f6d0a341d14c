import { type Phrase, phrases } from '../phrase.ts';

/** What authorization servers say, besides the codes of RFC 6749. */
export const AUTHORIZATION_SERVER: readonly Phrase[] = [
  ...phrases('RFC 7591 section 3.2.2; RFC 6749 section 4.1.2.1; vendors in words of their own', [
    {
      // What is refused is quoted mostly, dots included. LiteLLM’s words on its own origin are about PROXY_BASE_URL (`authorization-refused`).
      reason: 'redirect-uri',
      by: 'authorization-server',
      says: /invalid_redirect_uri|redirect(?:_uri)?_mismatch|redirect[_ ]ur[il]s?\b(?! origin|[^\n]{0,120}proxy origin)[^\n]{0,120}(?:not (?:allowed|registered|valid|permitted|match)|invalid|mismatch|must)|(?:invalid|unregistered|mismatching|disallowed) redirect[_ ]ur[il]/i,
      on: ['oauth-error', 'http'],
    },
  ]),
];
