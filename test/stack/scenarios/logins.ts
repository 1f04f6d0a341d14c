import { ODD_CLIENTS } from './odd-clients.ts';
import { type Agent, inOwnHeader, type Login, type Scenario } from './scenario.ts';

const logIn =
  (server: string, login: Login = {}) =>
  (agent: Agent) =>
    agent.logIn(`/mcp/${server}`, inOwnHeader(agent), login);

/** The same through the reverse proxy. */
const logInBehind =
  (server: string, login: Login = {}) =>
  (agent: Agent) =>
    agent.logIn(`${agent.front}/mcp/${server}`, inOwnHeader(agent), login);

/** OAuth logins through the gateway, and where they stop. */
export const LOGINS: readonly Scenario[] = [
  {
    id: 'login',
    title: 'Login',
    description: 'A complete OAuth login, then a call with the user’s own token.',
    play: logIn('personal', { call: { tool: 'personal-whoami', arguments: {} } }),
    expect: ['oauth-login-required'],
  },
  {
    id: 'login-not-kept',
    title: 'Login not kept',
    description: 'The gateway has no database to keep the user’s token in, and asks again.',
    play: logIn('guarded', { serverMetadata: '/.well-known/oauth-authorization-server/guarded' }),
    expect: ['challenge-not-rfc9728', 'client-token-ignored', 'oauth-login-required', 'token-rejected'],
  },
  {
    id: 'login-at-gateway',
    title: 'Login at the gateway itself',
    description: 'The metadata names LiteLLM as authorization server, where nobody can sign in.',
    play: logIn('guarded', { looksFirst: true }),
    expect: ['challenge-not-rfc9728', 'oauth-login-required'],
  },
  {
    id: 'login-denied',
    title: 'User says no',
    description: 'The user does not let the client in.',
    play: logIn('personal', { clientName: ODD_CLIENTS.refused }),
    expect: ['authorization-refused', 'oauth-login-required'],
  },
  {
    id: 'login-foreign-redirect',
    title: 'Foreign redirect URL',
    description: 'The user is to be sent back to a host that the gateway does not trust.',
    play: logIn('personal', { redirectUrl: 'https://agent.localhost:9/callback', looksFirst: true }),
    expect: ['authorization-refused', 'oauth-login-required'],
  },
  {
    id: 'login-incomplete',
    title: 'Incomplete login request',
    description: 'A client that sends no state, no PKCE challenge and no resource.',
    play: logIn('personal', {
      omits: ['state', 'code_challenge', 'code_challenge_method', 'resource'],
      tokenRequest: { code_verifier: '' },
    }),
    expect: ['authorize-request-incomplete', 'oauth-login-required'],
  },
  {
    id: 'login-no-registration',
    title: 'Registration refused',
    description: 'The client registers for a grant that the authorization server does not have.',
    play: logIn('personal', { grantTypes: ['password'] }),
    expect: ['oauth-login-required', 'registration-impossible'],
  },
  {
    id: 'login-unregistered',
    title: 'Unknown client',
    description: 'The gateway makes up a client id, which the authorization server does not know.',
    play: logIn('unregistered'),
    expect: ['authorization-refused', 'oauth-login-required'],
  },
  {
    id: 'login-wrong-verifier',
    title: 'Wrong code verifier',
    description: 'The token request does not fit the login’s PKCE challenge.',
    play: logIn('personal', {
      tokenRequest: { code_verifier: 'a-code-verifier-of-another-login-0123456789' },
    }),
    expect: ['oauth-login-required', 'token-request-failed'],
  },
  {
    id: 'login-wrong-client',
    title: 'Wrong client secret',
    description: 'The token request carries a secret that is not the client’s.',
    play: logIn('personal', { tokenRequest: { client_secret: 'throwaway-wrong-client-secret' } }),
    expect: ['oauth-login-required', 'token-request-failed'],
  },
  {
    id: 'login-expired',
    title: 'Expired user token',
    description: 'The client waits until its token has expired.',
    play: logIn('personal', { clientName: ODD_CLIENTS.shortLived, waits: true }),
    expect: ['oauth-login-required', 'token-rejected'],
  },
  {
    id: 'login-other-audience',
    title: 'Token for another server',
    description: 'The authorization server issues a token that is meant for somebody else.',
    play: logIn('personal', { clientName: ODD_CLIENTS.elsewhere }),
    expect: ['oauth-login-required', 'token-rejected'],
  },
  {
    id: 'login-scope',
    title: 'Missing scope',
    description: 'The server wants a scope that the user’s token lacks.',
    play: logIn('admin'),
    expect: ['oauth-login-required', 'upstream-forbidden'],
  },
  {
    id: 'login-unused',
    title: 'Token not used',
    description: 'The client logs in, and calls without the token.',
    play: logIn('personal', { forgets: true }),
    expect: ['oauth-login-required', 'token-unused'],
  },
];

/** Logins through a reverse proxy that changes what the gateway says about them. */
export const METADATA: readonly Scenario[] = [
  {
    id: 'metadata-no-pkce',
    title: 'No PKCE',
    description: 'The authorization server’s metadata does not list S256.',
    play: logInBehind('pkceless'),
    expect: ['oauth-login-required', 'pkce-unsupported'],
  },
  {
    id: 'metadata-other-issuer',
    title: 'Another issuer',
    description: 'The authorization server’s metadata names somebody else.',
    play: logInBehind('misissued'),
    expect: ['issuer-mismatch', 'oauth-login-required'],
  },
  {
    id: 'metadata-missing',
    title: 'No metadata of the server',
    description: 'The ingress does not let the well-known path through.',
    play: logInBehind('unlisted', { looksFirst: true }),
    expect: [
      'oauth-login-required',
      'preflight-refused',
      'registration-impossible',
      'resource-metadata-unusable',
    ],
  },
  {
    id: 'metadata-sign-in-page',
    title: 'Page instead of metadata',
    description: 'The ingress shows a sign-in page where the authorization server’s metadata should be.',
    play: logInBehind('walled'),
    expect: ['oauth-login-required', 'server-metadata-unusable'],
  },
  {
    id: 'metadata-internal-host',
    title: 'Internal address in metadata',
    description: 'The ingress does not pass the Host header on, so the gateway names its internal address.',
    play: logInBehind('hostless'),
    expect: ['oauth-login-required', 'resource-metadata-unusable', 'resource-mismatch'],
  },
];
