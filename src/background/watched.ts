import { originOf } from '../exchange/origin.ts';
import type { HeaderNames } from '../litellm/header-names.ts';
import type { Tab } from '../ports/background.ts';
import type { RequestEvent } from '../ports/web-request.ts';
import type { HeaderRule } from './header-rule.ts';
import type { Owner } from './observed-entry.ts';
import type { Opened } from './openers.ts';

/** Which tabs are in debug mode, and what belongs to them. Kept in memory, because every request of every allowed site asks. */
export interface Watched {
  /** Whether debug mode is on anywhere. */
  readonly isAny: boolean;
  /** What the proxy calls its headers. */
  readonly headerNames: HeaderNames;
  readonly isOn: (tabId: number) => boolean;
  /** The tab in debug mode whose page has this address or origin; of several the one looked at last. */
  tabOf(url: string): number | undefined;
  /** The tabs in debug mode to which a request belongs. */
  ownersOf(event: RequestEvent): readonly Owner[];
}

const NOBODY: readonly Owner[] = [];

/** What says which tabs are on. */
export interface WatchedSources {
  readonly headerRules: readonly HeaderRule[];
  /** Which tab opened which; looked at anew for each request. */
  readonly openers: ReadonlyMap<number, Opened>;
  readonly tabs: readonly Tab[];
  /** Tabs that are no more, where being on by default counts no longer; looked at anew for each request. */
  readonly gone: ReadonlySet<number>;
  readonly headerNames: HeaderNames;
}

/** Says which tabs are on, and where their pages are from. */
export function watchedOf({ headerRules, openers, tabs, gone, headerNames }: WatchedSources): Watched {
  const { own, ...all } = turnedOn(headerRules);
  const isOn = (tabId: number): boolean => !gone.has(tabId) && all.isOn(tabId);
  const pages = tabs
    .toSorted((one, other) => (other.lastAccessed ?? 0) - (one.lastAccessed ?? 0))
    .flatMap(({ id, url }) => {
      const origin = originOf(url);
      return origin !== undefined && isOn(id) ? [{ tabId: id, origin }] : [];
    });

  /** Who opened a tab, or opened who did, if it is on. */
  const openerOf = (tabId: number): number | undefined => {
    const seen = new Set<number>();
    for (let at = openers.get(tabId); at?.isFollowed; at = openers.get(at.by)) {
      if (at.by === undefined || seen.has(at.by)) break;
      if (isOn(at.by)) return at.by;
      seen.add(at.by);
    }
    return undefined;
  };

  return {
    isAny: headerRules.length > 0,
    headerNames,
    isOn,
    tabOf: (url) => pages.find(({ tabId, origin }) => origin === originOf(url) && isOn(tabId))?.tabId,
    ownersOf({ tabId, initiator, originUrl }) {
      if (headerRules.length === 0) return NOBODY;
      if (tabId >= 0) {
        // Where every tab is on, a window that a tab opened belongs to it nevertheless.
        const opener = own.has(tabId) ? undefined : openerOf(tabId);
        if (opener !== undefined) return [{ tabId: opener, window: 'popup' }];
        return isOn(tabId) ? [{ tabId, window: 'tab' }] : NOBODY;
      }
      const from = initiator ?? originOf(originUrl);
      return from === undefined
        ? NOBODY
        : pages.flatMap(({ tabId: owner, origin }) =>
            origin === from && isOn(owner) ? [{ tabId: owner, window: 'worker' as const }] : [],
          );
    },
  };
}

/** Where the browser lets the extension look at all is what it may act on, so being on by default counts everywhere. */
function turnedOn(headerRules: readonly HeaderRule[]): {
  /** Those in which somebody switched it on. */
  readonly own: ReadonlySet<number>;
  readonly isOn: (tabId: number) => boolean;
} {
  const own = new Set(headerRules.flatMap((each) => ('tabId' in each ? each.tabId : [])));
  const byDefault = headerRules.flatMap((each) => ('tabId' in each ? [] : [new Set(each.except)]));
  return { own, isOn: (tabId) => own.has(tabId) || byDefault.some((except) => !except.has(tabId)) };
}
