import { memoizeText } from '../exchange/memoize.ts';
import { readUrl, withoutQuery } from './routes.ts';

/**
 * An address as it is compared with others: without query, fragment, slash at the end, and the port that its scheme has
 * anyway, which browsers leave out of the URLs that they ask for (RFC 3986 section 6.2.3).
 */
export const plain = memoizeText((address: string): string => {
  const bare = withoutQuery(address);
  return (readUrl(bare)?.href ?? bare).replace(/\/$/, '');
});

/** An URL with its query as browsers spell it, so that it can be compared: without the port that its scheme has anyway. */
export const spelled = memoizeText((url: string): string => readUrl(url)?.href ?? url);

/** Whether two addresses differ in nothing that counts. */
export const same = (one: string, other: string): boolean => plain(one) === plain(other);
