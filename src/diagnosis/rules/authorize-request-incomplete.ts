import { spelled } from '../../litellm/address.ts';
import { readUrl } from '../../litellm/routes.ts';
import { redirectsByLocation } from '../computed/redirects.ts';
import { fromUrl } from '../evidence.ts';
import { evidenceOf } from '../refusal-rule.ts';
import { type Given, rule } from '../rule.ts';

/**
 * Fires on an authorization request without state, without an S256 code_challenge, without resource, or with a
 * redirect_uri that is neither https nor this machine. Not on the request that LiteLLM itself makes by redirecting
 * the browser: that one is not the client's. An error when the server refuses the request for what it lacks. Source: MCP, authorization, "Communication Security" and "Resource
 * Parameter Implementation".
 */
export const authorizeRequestIncomplete = rule({
  id: 'authorize-request-incomplete',
  hop: 'client-to-gateway',
  level: (given) => (refusedFor(given) ? 'error' : 'warning'),
  needs: ['oauthStep', 'exchange', 'past', 'facts'],
  explains: (given) => (refusedFor(given) ? 'cause' : undefined),
  title: (given) =>
    missing(given).length === 0
      ? 'The authorization request is not what the server demands'
      : `The authorization request lacks ${missing(given).join(', ')}`,
  why: 'MCP clients must send state, a PKCE challenge with S256 and the resource they want a token for, and may be sent back only to https or to this machine (MCP, authorization).',
  check: (given) => {
    const refusal = refusedFor(given);
    if (refusal) return [fromUrl(given.exchange), ...evidenceOf(refusal, given.facts)];
    return isRequest(given) && !isGatewaysOwn(given) && missing(given).length > 0
      ? [fromUrl(given.exchange)]
      : [];
  },
  fix: { user: { text: 'Update the client, or report this to its makers.' } },
});

/** What a person sends off on LiteLLM's own last page has none of that, and needs none. */
const isRequest = ({ oauthStep: { step, parameters } }: Given<'oauthStep'>): boolean =>
  step === 'authorize' && parameters['response_type'] !== undefined;

/** The server says that something of it is missing or has a form that it does not take. */
const refusedFor = ({ oauthStep, facts }: Given<'oauthStep' | 'facts'>) =>
  oauthStep.step === 'authorize'
    ? facts.refusals?.find(({ reason }) => reason === 'login-request')
    : undefined;

function missing({ oauthStep }: Given<'oauthStep'>): readonly string[] {
  const { parameters } = oauthStep;
  const redirect = readUrl(parameters['redirect_uri'] ?? '');
  const isLoopback = redirect !== undefined && /^(?:localhost|127\.0\.0\.1|\[::1\])$/.test(redirect.hostname);
  return [
    ...(parameters['state'] ? [] : ['state']),
    ...(parameters['code_challenge'] && parameters['code_challenge_method'] === 'S256'
      ? []
      : ['a code_challenge with S256']),
    ...(parameters['resource'] ? [] : ['resource']),
    ...(redirect === undefined || redirect.protocol === 'https:' || isLoopback
      ? []
      : ['a safe redirect_uri']),
  ];
}

/** LiteLLM's own request to the authorization server, which the browser makes by following its redirect. */
const isGatewaysOwn = ({ exchange, past }: Given<'exchange' | 'past'>): boolean =>
  redirectsByLocation(past).has(spelled(exchange.request.url));
