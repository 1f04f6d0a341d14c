import { memoize } from '../exchange/memoize.ts';
import type { Page } from '../exchange/page.ts';
import { asksForLogin } from '../oauth/challenge.ts';
import { type Attempt, findAttempts } from './attempts.ts';
import { readDiscovery } from './discovery.ts';
import { divide, type Pieces } from './divide.ts';
import type { Around } from './ending.ts';
import type { Diagnosed, Login } from './login.ts';
import { loginOf } from './steps.ts';

/** What is known of a recording besides its exchanges. */
export interface Aside {
  /** The time, milliseconds since the epoch; without it the recording is as old as its latest exchange. */
  readonly now?: number | undefined;
  /** Other pages that the tab showed. */
  readonly pages?: readonly Page[];
}

/**
 * Joins the login exchanges of a recording into logins. A pure reading of what is there: it knows no clock, and compares
 * credentials by their tags only.
 * @param diagnosed the exchanges of the recording; those of checks belong to no login
 * @param goesOn whether more may come, so that what a login lacks may still be on its way
 * @returns the logins in the order they began
 */
export function joinLogins(
  diagnosed: readonly Diagnosed[],
  goesOn: boolean,
  { now, pages = [] }: Aside = {},
): readonly Login[] {
  if (!diagnosed.some(belongs)) return [];
  const concerned = diagnosed
    .filter((facts) => facts.exchange.sentBy === undefined && (belongs(facts) || facts.kind === 'mcp'))
    .toSorted(
      (one, other) =>
        one.exchange.startedAt - other.exchange.startedAt || one.exchange.index - other.exchange.index,
    );
  const attempts = findAttempts(concerned);
  const discovery = readDiscovery(concerned, attempts);
  const renewals = concerned.filter(isRenewal).map(({ exchange }) => exchange.startedAt);
  const around: Around = {
    goesOn,
    latest: [...diagnosed.map(({ exchange }) => exchange), ...pages].reduce(
      (latest, { startedAt }) => Math.max(latest, startedAt),
      now ?? 0,
    ),
    calls: concerned.filter(({ kind }) => kind === 'mcp'),
    pages,
  };
  const endpoints = new Set([...discovery.endpoints, ...attempts.map(discovery.endpointOf)]);
  return [...endpoints]
    .flatMap((endpoint) => {
      const own = attempts.filter((each) => discovery.endpointOf(each) === endpoint);
      const pieces =
        endpoint === undefined ? own.map(alone) : divide(discovery.about(endpoint), own, renewals);
      return pieces.map((each, index) => loginOf(each, endpoint, index === pieces.length - 1, around));
    })
    .toSorted((one, other) => one.startedAt - other.startedAt || one.first - other.first);
}

const belongs = memoize(
  ({ kind, exchange }: Diagnosed): boolean =>
    kind === 'oauth' || kind === 'oauth-metadata' || (kind === 'mcp' && asksForLogin(exchange)),
);

const alone = ({ parts }: Attempt): Pieces => ({ learned: [], own: parts });

/** A token that the client got by itself, as with a refresh token (RFC 6749 section 6). */
const isRenewal = ({ oauthStep }: Diagnosed): boolean =>
  oauthStep?.step === 'token' &&
  !oauthStep.error &&
  oauthStep.parameters['grant_type'] !== 'authorization_code';
