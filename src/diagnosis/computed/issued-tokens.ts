import { groupIncrementally } from '../../exchange/incremental-groups.ts';
import { defined, readJson, textIn } from '../../exchange/json.ts';
import { readMask } from '../../exchange/mask.ts';
import { memoize } from '../../exchange/memoize.ts';
import type { Facts } from '../rule.ts';

/** An access token that the recording shows being issued. */
interface IssuedToken {
  /** The mask's tag: equal to that of every place where the token is used. */
  readonly tag: string;
  /** Index of the token request. */
  readonly issuedBy: number;
  /** When it was asked for, in milliseconds since the epoch. */
  readonly issuedAt: number;
  /** What it was asked for (RFC 8707); absent when the client did not say. */
  readonly resource?: string;
}

/** The access tokens issued in a login, oldest first. */
export const issuedTokens = (login: readonly Facts[]): readonly IssuedToken[] =>
  (issuing(login).get('token') ?? []).flatMap((each) => tokenIssuedBy(each) ?? []);

const issuing = groupIncrementally(({ oauthStep }: Facts) =>
  oauthStep?.step === 'token' && !oauthStep.error ? (['token'] as const) : [],
);

const tokenIssuedBy = memoize(({ oauthStep, exchange }: Facts): IssuedToken | undefined => {
  const mask = readMask(textIn(readJson(exchange.response.body?.text), 'access_token') ?? '');
  const resource = oauthStep?.parameters['resource'];
  return (
    mask && {
      tag: mask.tag,
      issuedBy: exchange.index,
      issuedAt: exchange.startedAt,
      ...defined({ resource }),
    }
  );
});
