import { type Exchange, header } from '../../exchange/exchange.ts';
import { groupIncrementally } from '../../exchange/incremental-groups.ts';
import type { Page } from '../../exchange/page.ts';
import { readUrl } from '../../litellm/routes.ts';

/**
 * When the page that sent a request was loaded: what happened before, it may know nothing of. A script's request names its page
 * (Fetch, Origin header).
 * @param pages that were shown before the request, oldest first
 * @returns milliseconds since the epoch; 0 when the recording has no such page
 */
export function loadedAt({ request }: Exchange, pages: readonly Page[]): number {
  const origin = header(request.headers, 'origin');
  return byOrigin(pages).get(origin)?.at(-1)?.startedAt ?? 0;
}

const byOrigin = groupIncrementally(({ url }: Page) => [readUrl(url)?.origin]);
