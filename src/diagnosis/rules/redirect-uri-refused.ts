import { refusalRule } from '../refusal-rule.ts';

/**
 * Fires when the authorization server refuses the redirect URI, at registration or when the user is sent to it (there beside
 * `authorization-refused`). Source: RFC 7591 section 3.2.2;
 * RFC 6749 section 3.1.2.
 */
export const redirectUriRefused = refusalRule({
  id: 'redirect-uri-refused',
  reasons: ['redirect-uri'],
  hop: 'authorization-server',
  title: 'The authorization server refuses the address to return to',
  why: (_refusal, _who, { oauthStep }) =>
    `The client wants the user sent back to ${oauthStep?.parameters['redirect_uri'] ?? 'the redirect URI in its registration'}, and the server does not allow that.`,
  fix: (_refusal, { oauthStep }) => ({
    user: {
      text: `Use a client whose redirect URI is https or a loopback address, or have ${oauthStep?.parameters['redirect_uri'] ?? 'its redirect URI'} allowed.`,
    },
    operator: {
      text: 'Add the redirect URI, letter by letter, to the client at the authorization server. Many servers take no custom schemes.',
    },
  }),
});
