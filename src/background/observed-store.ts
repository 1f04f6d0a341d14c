import type { Observed } from '../messages.ts';
import type { Storage } from '../ports/background.ts';
import { createQueue } from '../ports/queue.ts';

/** Characters of JSON in all. The browser gives `storage.session` 10 MB (Chromium 156, Firefox ESR 153). */
const MOST_CHARACTERS = 4_000_000;
const MOST_OF_A_TAB = 1_000;

const PREFIX = 'observed.';

/** What is kept, oldest first: the key, whose it is and how large. */
type Index = Map<string, Pick<Observed, 'tabId' | 'state'> & { readonly size: number }>;

export interface ObservedStore {
  /**
   * Keeps requests in memory, a key for each, so that none is read to write another. What is too much goes, the oldest that
   * ended first. A worker that starts finds what the one before it kept.
   * @throws when there is no room
   */
  keep(fresh: readonly Observed[]): Promise<void>;
  /** What is kept of a tab, oldest first. */
  read(tabId: number): Promise<readonly Observed[]>;
  /** One request; undefined when it is not kept. */
  find(id: string): Promise<Observed | undefined>;
  /**
   * Forgets what was observed of tabs.
   * @param tabIds all tabs when left out
   */
  forget(tabIds?: readonly number[]): Promise<void>;
}

export function createObservedStore(session: Storage): ObservedStore {
  let index: Promise<Index> | undefined;
  const queue = createQueue();

  /** One after the other: what is forgotten must not be put back by what was about to be kept. */
  const inTurn = (act: (kept: Index) => Promise<void>): Promise<void> =>
    queue(async () => {
      index ??= session.all().then(indexOf);
      await act(await index);
    });

  return {
    keep: (fresh) =>
      inTurn(async (kept) => {
        for (const observed of fresh) kept.set(PREFIX + observed.id, sizeUp(observed));
        const surplus = surplusOf(kept);
        for (const key of surplus) kept.delete(key);
        const staying = fresh.filter(({ id }) => kept.has(PREFIX + id));
        await session.set(Object.fromEntries(staying.map((each) => [PREFIX + each.id, each])));
        if (surplus.length > 0) await session.remove(surplus);
      }),
    read: async (tabId) => observedIn(await session.all()).filter((each) => each.tabId === tabId),
    find: async (id) => (await session.get(PREFIX + id)) as Observed | undefined,
    forget: (tabIds) =>
      inTurn(async (kept) => {
        const keys = [...kept]
          .filter(([, { tabId }]) => tabIds === undefined || tabIds.includes(tabId))
          .map(([key]) => key);
        for (const key of keys) kept.delete(key);
        if (keys.length > 0) await session.remove(keys);
      }),
  };
}

const sizeUp = (observed: Observed) => ({
  tabId: observed.tabId,
  state: observed.state,
  size: JSON.stringify(observed).length,
});

const indexOf = (stored: Readonly<Record<string, unknown>>): Index =>
  new Map(observedIn(stored).map((each) => [PREFIX + each.id, sizeUp(each)]));

const observedIn = (stored: Readonly<Record<string, unknown>>): Observed[] =>
  Object.keys(stored)
    .filter((key) => key.startsWith(PREFIX))
    .map((key) => stored[key] as Observed)
    .sort((one, other) => one.exchange.startedAt - other.exchange.startedAt);

/** The keys that are too many, of a tab or in all. */
function surplusOf(kept: Index): string[] {
  const perTab = new Map<number, number>();
  let characters = 0;
  for (const { tabId, size } of kept.values()) {
    perTab.set(tabId, (perTab.get(tabId) ?? 0) + 1);
    characters += size;
  }
  const isWithin =
    characters <= MOST_CHARACTERS && [...perTab.values()].every((each) => each <= MOST_OF_A_TAB);
  if (isWithin) return [];
  const surplus: string[] = [];
  const inOrder = [...kept].sort(
    ([, one], [, other]) => Number(one.state === 'open') - Number(other.state === 'open'),
  );
  for (const [key, { tabId, size }] of inOrder) {
    const count = perTab.get(tabId) ?? 0;
    if (count <= MOST_OF_A_TAB && characters <= MOST_CHARACTERS) continue;
    perTab.set(tabId, count - 1);
    characters -= size;
    surplus.push(key);
  }
  return surplus;
}
