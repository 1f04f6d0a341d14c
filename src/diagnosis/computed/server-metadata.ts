import { groupIncrementally } from '../../exchange/incremental-groups.ts';
import { originOf } from '../../exchange/origin.ts';
import { plain, same, spelled } from '../../litellm/address.ts';
import type { MetadataDocument } from '../../oauth/metadata.ts';
import type { Facts, Given } from '../rule.ts';

/** A reading of an authorization server's metadata, and what the client did before. */
type Reading = Given<'metadata' | 'exchange' | 'login'>;

/**
 * The authorization server that a client reads metadata for, which is also the issuer that the metadata has to name: the one that
 * its URL was built from, as a resource's metadata writes it, else the first that the latest such metadata names. Where none is
 * named, that of the URL. Source: RFC 9728 section 3, RFC 8414 section 3.3; MCP, authorization, "Authorization Server Location".
 */
export function serverOf({ metadata, login }: Pick<Reading, 'metadata' | 'login'>): string {
  const [own] = naming(login).get(plain(metadata.expected)) ?? [];
  const latest = own ?? namingAny(login).get('any')?.at(-1);
  const named = latest ? namedBy(latest) : [];
  return named.find((each) => same(each, metadata.expected)) ?? named[0] ?? metadata.expected;
}

/** The authorization servers that a resource's metadata names. */
const namedBy = ({ metadata }: Facts): readonly string[] => metadata?.document?.authorizationServers ?? [];

const naming = groupIncrementally((each: Facts) => namedBy(each).map(plain));

const namingAny = groupIncrementally((each: Facts) => (namedBy(each).length > 0 ? (['any'] as const) : []));

/**
 * Whether the client had the server's metadata already, from another URL. Clients read some again from the origin's root, which
 * they fall back to where the server's own URL has none (MCP Inspector 1.0.3, guided login, recorded).
 * @param isGood whether a document serves; one that the recording lost is treated as one that does
 */
export function wasReadElsewhere(reading: Reading, isGood: (document: MetadataDocument) => boolean): boolean {
  const { exchange, login } = reading;
  const ofServer = readings(login).get(plain(serverOf(reading))) ?? NONE;
  const before = [...byUrl(ofServer)]
    .flatMap(([url, group]) => (url === spelled(exchange.request.url) ? [] : group.slice(-1)))
    .reduce<Facts | undefined>(later, undefined)?.metadata;
  return before !== undefined && (before.document === undefined || isGood(before.document));
}

const NONE: readonly Facts[] = [];

const later = (one: Facts | undefined, other: Facts): Facts =>
  one && one.exchange.index > other.exchange.index ? one : other;

/** Metadata of authorization servers that was read, by the issuer that its URL is built from. */
const readings = groupIncrementally(({ metadata }: Facts) =>
  metadata?.about === 'server' && metadata.problem === undefined ? [plain(metadata.expected)] : [],
);

/** What the client read last from the URL of its metadata. */
export function readBefore({ exchange, login }: Reading): MetadataDocument | undefined {
  return byUrl(login).get(spelled(exchange.request.url))?.at(-1)?.metadata?.document;
}

const byUrl = groupIncrementally(({ metadata, exchange }: Facts) =>
  metadata ? [spelled(exchange.request.url)] : [],
);

/** Whether an endpoint that the metadata names served the client. */
export function wasUsed(document: MetadataDocument, login: readonly Facts[]): boolean {
  const { authorizationEndpoint, tokenEndpoint, registrationEndpoint } = document;
  return [authorizationEndpoint, tokenEndpoint, registrationEndpoint].some(
    (url) => url !== undefined && serving(login).has(plain(url)),
  );
}

/** Whether the client registered, sent a user or got a token at an address of a server. */
export function wasUsedAt(server: string, login: readonly Facts[]): boolean {
  const used = servingByOrigin(login).get(originOf(server)) ?? NONE;
  return [...serving(used).keys()].some((url) => url.startsWith(`${plain(server)}/`));
}

/** The steps of a grant that went well at an authorization server, by its endpoints. */
const serving = groupIncrementally((each: Facts) =>
  isServed(each) ? [plain(each.exchange.request.url)] : [],
);

const servingByOrigin = groupIncrementally((each: Facts) =>
  isServed(each) ? [originOf(each.exchange.request.url)] : [],
);

const isServed = ({ oauthStep, exchange }: Facts): boolean =>
  oauthStep !== undefined &&
  oauthStep.step !== 'callback' &&
  !oauthStep.error &&
  exchange.response.status > 0;
