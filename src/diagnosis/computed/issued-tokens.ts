import type { Exchange } from '../../exchange/exchange.ts';
import { groupIncrementally } from '../../exchange/incremental-groups.ts';
import { defined, readJson, textIn } from '../../exchange/json.ts';
import { readMask } from '../../exchange/mask.ts';
import { memoize } from '../../exchange/memoize.ts';
import { plain } from '../../litellm/address.ts';
import type { Facts } from '../rule.ts';

/** An access token that the recording shows being issued. */
export interface IssuedToken {
  /** The mask's tag: equal to that of every place where the token is used. */
  readonly tag: string;
  /** Index of the token request. */
  readonly issuedBy: number;
  /** When it was asked for, in milliseconds since the epoch. */
  readonly issuedAt: number;
  /** What it was asked for (RFC 8707); absent when the client did not say. */
  readonly resource?: string;
}

/** Where a token was issued first; undefined where the login does not show it. @param tag that of the token's mask */
export function issuanceOf(tag: string, login: readonly Facts[]): IssuedToken | undefined {
  const [first] = byTag(login).get(tag) ?? [];
  return first && tokenIssuedBy(first);
}

/**
 * The access tokens that were issued after an exchange and may be for an address: those asked for a resource that it is in, and those asked for
 * none.
 * @param url as `plain`
 * @returns oldest first
 */
export function tokensIssuedFor(
  url: string,
  after: Pick<Exchange, 'index'>,
  login: readonly Facts[],
): readonly IssuedToken[] {
  return [...byResource(login)]
    .filter(([resource]) => resource === undefined || url.startsWith(resource))
    .flatMap(([, issuing]) => issuing.slice(issuing.findLastIndex(isBefore(after)) + 1))
    .flatMap((each) => tokenIssuedBy(each) ?? [])
    .toSorted((one, other) => one.issuedBy - other.issuedBy);
}

const isBefore =
  ({ index }: Pick<Exchange, 'index'>) =>
  ({ exchange }: Facts): boolean =>
    exchange.index <= index;

const byTag = groupIncrementally((each: Facts) => {
  const token = tokenIssuedBy(each);
  return token ? [token.tag] : [];
});

const byResource = groupIncrementally((each: Facts) => {
  const token = tokenIssuedBy(each);
  return token ? [token.resource && plain(token.resource)] : [];
});

const tokenIssuedBy = memoize(({ oauthStep, exchange }: Facts): IssuedToken | undefined => {
  if (oauthStep?.step !== 'token' || oauthStep.error) return undefined;
  const mask = readMask(textIn(readJson(exchange.response.body?.text), 'access_token') ?? '');
  const resource = oauthStep.parameters['resource'];
  return (
    mask && {
      tag: mask.tag,
      issuedBy: exchange.index,
      issuedAt: exchange.startedAt,
      ...defined({ resource }),
    }
  );
});
