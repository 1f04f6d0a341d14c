import { asksForServerLogin } from '../../litellm/gateway-challenge.ts';
import { readUrl } from '../../litellm/routes.ts';
import { curlResourceMetadata } from '../commands.ts';
import { challengesByPath } from '../computed/challenges.ts';
import { loadedAt } from '../computed/loaded-at.ts';
import { lastLoginStep } from '../computed/login-steps.ts';
import { fromResponseHeader, fromStatus } from '../evidence.ts';
import { type Given, rule } from '../rule.ts';

/**
 * Fires when an MCP endpoint answers 401 with a challenge that says where to log in. That is how OAuth starts, so an
 * info; a warning when the client was told before, took no step of the login, and called again. A page that was loaded
 * anew since knows nothing of it. A challenge without an address is about another key, and so is LiteLLM's own. Source: RFC 9728 section 5.1; recorded.
 */
export const oauthLoginRequired = rule({
  id: 'oauth-login-required',
  hop: 'client-to-gateway',
  level: (given) => (neverLoggedIn(given) ? 'warning' : 'info'),
  needs: ['challenge', 'exchange', 'kind', 'login', 'pages'],
  explains: 'words',
  about: 'server',
  title: 'The server asks for an OAuth login',
  why: (given) =>
    neverLoggedIn(given)
      ? 'The client was told so before in this recording, took no step of the login, and called again.'
      : 'This is the normal start of OAuth: the client now has to fetch the metadata, send the user to log in, and call again with the token.',
  check: ({ exchange, kind }) =>
    kind === 'mcp' && asksForServerLogin(exchange)
      ? [fromStatus(exchange), ...fromResponseHeader(exchange, 'www-authenticate')]
      : [],
  fix: ({ exchange }) => ({
    user: {
      text: 'Start the client’s OAuth login for this server. The challenge in the evidence names the next step. If your client can’t do OAuth, use one that can, or ask the gateway operator for another auth type.',
      commands: [curlResourceMetadata(exchange)],
    },
  }),
});

function neverLoggedIn({ exchange, login, pages }: Given<'exchange' | 'login' | 'pages'>): boolean {
  const before = challengesByPath(login)
    .get(readUrl(exchange.request.url)?.pathname)
    // Requests sent side by side can't know of each other's answers.
    ?.findLast((each) => each.exchange.startedAt + each.exchange.duration <= exchange.startedAt);
  if (before === undefined || before.exchange.startedAt < loadedAt(exchange, pages)) return false;
  const step = lastLoginStep(login);
  return step === undefined || step.exchange.index < before.exchange.index;
}
