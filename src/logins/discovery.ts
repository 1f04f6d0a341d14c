import { groupIncrementally } from '../exchange/incremental-groups.ts';
import { readJson, textIn } from '../exchange/json.ts';
import { memoize, memoizeText } from '../exchange/memoize.ts';
import { originOf } from '../exchange/origin.ts';
import { plain, same } from '../litellm/address.ts';
import { asksForLogin, loginUrl } from '../oauth/challenge.ts';
import type { Attempt, Joined } from './attempts.ts';
import type { Diagnosed } from './login.ts';

/** What clients learn before they send a user to log in, by the MCP endpoint it is for. */
export interface Discovery {
  /** Every endpoint that something is known about. */
  readonly endpoints: readonly string[];
  /** The endpoint that an attempt is for; undefined when nothing says so. */
  readonly endpointOf: (attempt: Attempt) => string | undefined;
  /** The challenges, metadata and registrations for an endpoint, in order. */
  readonly about: (endpoint: string) => readonly Joined[];
}

/**
 * Ties challenges, metadata and registrations to MCP endpoints by the addresses they name: the challenge its metadata, that
 * its authorization servers, those their registration (RFC 9728, RFC 8414). A client that is told none of these goes by the
 * endpoint's own path and origin (MCP, authorization, "Authorization Server Location"), and so does this.
 * @param diagnosed the exchanges of a recording in the order they started
 */
export function readDiscovery(diagnosed: readonly Diagnosed[], attempts: readonly Attempt[]): Discovery {
  const challenges = diagnosed.filter(({ exchange, kind }) => kind === 'mcp' && asksForLogin(exchange));
  const metadata = diagnosed.flatMap((facts) => (facts.metadata ? [{ facts, ...facts.metadata }] : []));
  const registrations = diagnosed.filter(({ oauthStep }) => oauthStep?.step === 'register');
  const called = attempts.flatMap(({ parts }) => parts.filter(({ step }) => step === 'call'));
  const endpoints = unique([
    ...challenges.map(urlOf),
    ...called.map(({ facts }) => urlOf(facts)),
    ...metadata.filter(({ about }) => about === 'resource').map(({ expected }) => expected),
  ]);

  const challengesOf = (endpoint: string) => byAddress(challenges).get(plain(endpoint)) ?? [];
  const resourcesOf = (endpoint: string, named: ReadonlySet<string>) =>
    metadata.filter(
      ({ facts, about, expected }) =>
        about === 'resource' && (named.has(plain(urlOf(facts))) || isOf(expected, endpoint)),
    );
  const serversOf = memoizeText((endpoint) => {
    const named = new Set(
      challengesOf(endpoint).map(({ challenge }) => plain((challenge && loginUrl(challenge)) ?? '')),
    );
    const resources = resourcesOf(endpoint, named);
    const issuers = resources.flatMap(({ document }) => document?.authorizationServers ?? []);
    const servers = metadata.filter(
      ({ facts, about, expected }) =>
        about === 'server' &&
        (named.has(plain(urlOf(facts))) ||
          (issuers.length > 0 ? issuers : [endpoint]).some((issuer) => isOf(expected, issuer))),
    );
    return { resources, servers };
  });

  const endpointOf = memoize((attempt: Attempt): string | undefined => {
    const call = attempt.parts.find(({ step }) => step === 'call');
    if (call) return endpoints.find((each) => same(each, urlOf(call.facts)));
    const { resource } = attempt;
    const named = metadata.find(({ document }) => resource !== undefined && document?.resource === resource);
    const asked = [resource, named?.expected].flatMap(
      (url) => endpoints.find((each) => url !== undefined && same(each, url)) ?? [],
    );
    const sentTo = endpoints.find((endpoint) =>
      serversOf(endpoint).servers.some(({ document }) =>
        attempt.endpoints.has(plain(document?.authorizationEndpoint ?? '')),
      ),
    );
    const before = challenges.findLast(
      ({ exchange }) => exchange.startedAt <= (attempt.parts[0]?.facts.exchange.startedAt ?? 0),
    );
    return asked[0] ?? sentTo ?? (before && urlOf(before)) ?? resource;
  });

  const clients = new Set(attempts.flatMap(({ clientIds }) => [...clientIds]));
  const registrationsOf = (endpoint: string, addresses: readonly string[]) => {
    const own = new Set(
      attempts.filter((each) => endpointOf(each) === endpoint).flatMap(({ clientIds }) => [...clientIds]),
    );
    return registrations.flatMap((facts): readonly Joined[] => {
      const client = clientIn(facts);
      if (client !== undefined && clients.has(client)) {
        return own.has(client) ? [{ facts, step: 'registration', by: 'client_id' }] : [];
      }
      const isHere =
        addresses.length > 0
          ? addresses.some((address) => same(address, urlOf(facts)))
          : originOf(urlOf(facts)) === originOf(endpoint);
      return isHere ? [{ facts, step: 'registration', by: 'address' }] : [];
    });
  };

  return {
    endpoints,
    endpointOf,
    about(endpoint) {
      const { resources, servers } = serversOf(endpoint);
      const addresses = servers.flatMap(({ document }) => document?.registrationEndpoint ?? []);
      const found: readonly Joined[] = [
        ...challengesOf(endpoint).map((facts) => ({ facts, step: 'challenge', by: 'address' }) as const),
        ...resources.map(({ facts }) => ({ facts, step: 'resource-metadata', by: 'address' }) as const),
        ...servers.map(({ facts }) => ({ facts, step: 'server-metadata', by: 'address' }) as const),
        ...registrationsOf(endpoint, addresses),
      ];
      return found.toSorted((one, other) => one.facts.exchange.startedAt - other.facts.exchange.startedAt);
    },
  };
}

/** Exchanges by their address (litellm/address.ts). */
export const byAddress = groupIncrementally((facts: Diagnosed) => [plain(urlOf(facts))]);

/** The client id that a registration brought (RFC 7591 section 3.2.1). */
const clientIn = ({ exchange }: Diagnosed): string | undefined =>
  textIn(readJson(exchange.response.body?.text), 'client_id');

const urlOf = ({ exchange }: Diagnosed): string => exchange.request.url;

/** Whether metadata is an address's own, or its origin's, which clients try next. */
const isOf = (expected: string, address: string): boolean =>
  same(expected, address) || plain(expected) === originOf(address);

/** Each once. An origin is no endpoint where its paths are some. */
function unique(urls: readonly string[]): readonly string[] {
  const distinct = new Map<string, string>();
  for (const url of urls) if (!distinct.has(plain(url))) distinct.set(plain(url), url);
  const withPaths = new Set(
    [...distinct].flatMap(([plainUrl]) =>
      originOf(plainUrl) === plainUrl ? [] : (originOf(plainUrl) ?? []),
    ),
  );
  return [...distinct].flatMap(([plainUrl, url]) => (withPaths.has(plainUrl) ? [] : [url]));
}
