import type { Exchange } from '../exchange/exchange.ts';

/** An RFC 9110 section 11.6.1 challenge, parameter names in lower case. */
export interface Challenge {
  /** As sent: `Bearer`. */
  readonly scheme: string;
  readonly parameters: Readonly<Record<string, string>>;
}

const SCHEME = /^[\s,]*([!#$%&'*+.^_`|~\w-]+)(?=[\s,]|$)/;
const PARAMETER = /^[\s,]*([!#$%&'*+.^_`|~\w-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]*))/;

/** Servers offer a handful. */
const MOST = 100;

/**
 * Reads a WWW-Authenticate value. More lenient than the grammar in one point: a value may be an URL without quotes, which
 * is what LiteLLM 1.81 sends (`Bearer authorization_uri=http://...`). What follows an unreadable part, or the hundredth challenge, is left out.
 * @returns the challenges in order; empty when there is none to read
 */
export function readChallenges(value: string): readonly Challenge[] {
  const challenges: Challenge[] = [];
  let rest = value;
  for (let scheme = SCHEME.exec(rest); scheme && challenges.length < MOST; scheme = SCHEME.exec(rest)) {
    rest = rest.slice(scheme[0].length);
    const parameters: Record<string, string> = Object.create(null);
    for (let found = PARAMETER.exec(rest); found; found = PARAMETER.exec(rest)) {
      const [whole, name = '', quoted, bare] = found;
      parameters[name.toLowerCase()] = quoted?.replace(/\\(.)/g, '$1') ?? bare ?? '';
      rest = rest.slice(whole.length);
    }
    challenges.push({ scheme: scheme[1] ?? '', parameters });
  }
  return challenges;
}

/**
 * The Bearer challenge of a 401 or 403, or the first one when none is Bearer.
 * @returns undefined for every other response
 */
export function decodeChallenge({ response }: Exchange): Challenge | undefined {
  if (response.status !== 401 && response.status !== 403) return undefined;
  const challenges = response.headers
    .filter(({ name }) => name.toLowerCase() === 'www-authenticate')
    .flatMap(({ value }) => readChallenges(value));
  return challenges.find(({ scheme }) => scheme.toLowerCase() === 'bearer') ?? challenges[0];
}

/** Where a challenge sends the client to log in: RFC 9728's parameter, or LiteLLM's own older one. */
export function loginUrl({ parameters }: Challenge): string | undefined {
  return parameters['resource_metadata'] ?? parameters['authorization_uri'];
}

/** Whether a response asks for an OAuth login, and so not for another key. */
export function asksForLogin(exchange: Exchange): boolean {
  const challenge = decodeChallenge(exchange);
  return exchange.response.status === 401 && challenge !== undefined && loginUrl(challenge) !== undefined;
}
