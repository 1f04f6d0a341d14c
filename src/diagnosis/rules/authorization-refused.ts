import type { OAuthError, OAuthStep } from '../../oauth/step.ts';
import { loginOf } from '../about.ts';
import { isOfOtherIssuer, OF_OTHER_ISSUER, REGISTER_ANEW } from '../computed/client-issuer.ts';
import { authorizationsByState } from '../computed/login-steps.ts';
import { fromBody, fromResponseHeader, fromStatus, fromUrl, quoted } from '../evidence.ts';
import { type Evidence, type Facts, type Fix, type Given, rule } from '../rule.ts';
import { codeOf } from '../words.ts';

/**
 * Fires when the browser is sent back to a callback with `error=`, which the redirect shows as well as the callback, or when a callback or an authorization request is
 * itself answered with 400 or more, or LiteLLM’s callback can’t be finished. A login page, and a redirect to one, are no refusal. Source: RFC 6749 section 4.1.2.1;
 * LiteLLM's `validate_trusted_redirect_uri` in oauth_utils.py.
 */
export const authorizationRefused = rule({
  id: 'authorization-refused',
  // LiteLLM plays the authorization server for its own logins.
  hop: ({ facts: { refusals } }) =>
    refusals?.some(({ by }) => by === 'gateway') ? 'gateway' : 'authorization-server',
  level: 'error',
  needs: ['oauthStep', 'exchange', 'login', 'facts'],
  // What is wrong with the address has a rule of its own; others know the cause by its words.
  explains: ({ facts }) =>
    facts.refusals?.some(({ reason }) => reason === 'redirect-uri') ? undefined : 'form',
  about: (given) => [loginOf(sentBy(given) ?? given)],
  title: ({ oauthStep }) => `The login was refused: ${codeOf(oauthStep.error)}`,
  why: ({ oauthStep, facts }) =>
    isOfOtherIssuer(facts)
      ? OF_OTHER_ISSUER
      : /redirect_uri origin/.test(oauthStep.error?.description ?? '')
        ? 'LiteLLM sends users back only to this machine or to its own address, and takes its own address for another one than you use.'
        : (WHY[reasonIn(facts) ?? ''] ??
          'The authorization server sent the user back with an error instead of a code, or did not even show a login.'),
  check: ({ oauthStep, exchange }) => {
    if (!oauthStep.error) return [];
    if (oauthStep.parameters['error'] !== undefined)
      return [fromUrl(exchange), ...description(oauthStep.error)];
    return oauthStep.step === 'authorize' || oauthStep.step === 'callback'
      ? [
          fromStatus(exchange),
          ...(exchange.response.status >= 300 && exchange.response.status < 400
            ? fromResponseHeader(exchange, 'location')
            : [fromBody('response-body', exchange.response.body?.text || oauthStep.error.code)]),
        ]
      : [];
  },
  fix: ({ oauthStep, facts }) =>
    isOfOtherIssuer(facts) ? { user: { text: REGISTER_ANEW } } : fixes(oauthStep),
});

/** By what is in the way. */
const WHY: Readonly<Record<string, string>> = {
  'login-state':
    'LiteLLM can’t read what it gave the user to bring back (state): the login took too long, went on in another browser, or another replica with another LITELLM_SALT_KEY answered.',
  'no-login':
    'This server takes no logins: its auth_type is another one than oauth2, and what its users may do goes by their key.',
  grant: 'This login was finished before, has expired, or is not known there any more.',
};

const reasonIn = ({ refusals = [] }: Facts): string | undefined =>
  refusals.find(({ reason }) => WHY[reason] !== undefined)?.reason;

/** The words of the authorization server, which the URL holds encoded. */
const description = ({ description: said }: OAuthError): readonly Evidence[] =>
  said === undefined ? [] : [{ place: { in: 'url' }, quote: quoted(`error_description: ${said}`) }];

/** By what kind of refusal it is; what the server says of it is evidence. */
function fixes({ error, parameters }: OAuthStep): Fix {
  if (error?.code === 'access_denied') {
    return {
      user: {
        text: 'You or your administrator declined. Start the login again and accept, or ask why access was denied.',
      },
      operator: { text: 'Check that this user may use the application at the authorization server.' },
    };
  }
  if (/redirect[ _]ur[il]/i.test(`${error?.code} ${error?.description}`)) {
    return {
      user: {
        text: `The login may not return to ${parameters['redirect_uri'] ?? 'the address that the client named'}. Use a client that returns to https or to this machine, or have the address allowed.`,
      },
      operator: {
        text: 'At the authorization server, allow this redirect URI letter by letter. Where LiteLLM is the client, that is its /callback: behind TLS or a reverse proxy, set PROXY_BASE_URL.',
        commands: [
          {
            label: 'Environment of LiteLLM',
            language: 'sh',
            text: 'PROXY_BASE_URL=https://your-gateway.example',
          },
        ],
      },
    };
  }
  return {
    user: { text: 'Start the login again. If it is refused again, send this to the gateway operator.' },
    operator: {
      text: 'Look for this error in the logs of LiteLLM and of the authorization server, and check client_id, authorization_url and the scopes of this server in mcp_servers.',
    },
  };
}

/** The request that sent the user to log in, which names what the login is for; undefined where it is not another one. */
const sentBy = ({ oauthStep, login }: Given<'oauthStep' | 'login'>): Facts | undefined =>
  oauthStep.step === 'callback'
    ? authorizationsByState(login).get(oauthStep.parameters['state'])?.at(-1)
    : undefined;
