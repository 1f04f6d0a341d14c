import type { Observed } from '../messages.ts';
import type { RequestEvent } from '../ports/web-request.ts';
import type { Owner } from './observed-entry.ts';
import type { ObservedStore } from './observed-store.ts';

const MOST_EARLY = 200;
const MOST_ENDED = 200;

/** The requests that go on. */
export interface UnderWay {
  /** Whose a request is; undefined when nobody follows it. A window may be closed before the end of its last is told. */
  ownersOf(requestId: string): readonly Owner[] | undefined;
  follow(requestId: string, owners: readonly Owner[]): void;
  /** What is known of the request of an event, and under which id. A worker that starts finds it in the store. */
  find(owner: Owner, event: RequestEvent): Promise<Found>;
  /**
   * Notes how a request stands after an event.
   * @returns whether its start was told, so that it may be kept and shown
   */
  note(found: Found, event: RequestEvent, next: Observed): boolean;
  /** All its owners took an event. */
  pass(event: RequestEvent): void;
  /** Lets go of what belongs to tabs that are off: what is told of it from now on is dropped. */
  forget(isOff: (owner: Pick<Owner, 'tabId'>) => boolean): void;
}

export interface Found {
  readonly id: string;
  /** Undefined for the first event of the request. */
  readonly before: Observed | undefined;
}

export function createUnderWay(store: Pick<ObservedStore, 'find'>): UnderWay {
  /** By request. */
  const followed = new Map<string, readonly Owner[]>();
  /** How many redirects a request has behind it. */
  const redirects = new Map<string, number>();
  /** By id. */
  const open = new Map<string, Observed>();
  /** Those of which a later event came first. */
  const early = new Map<string, Observed>();
  /** Those that ended lately: a worker that starts may be told of their end before another event, and they are not kept yet. */
  const ended = new Map<string, Observed>();
  /** The requests of which the end was told, the latest last. */
  const over = new Set<string>();

  /** The last of a chain of redirects, for a worker that did not see it begin. */
  async function findLast(owner: Owner, event: RequestEvent): Promise<Observed | undefined> {
    let last = await store.find(idOf(owner, event, undefined));
    for (let hop = 1; last?.state === 'ended'; hop += 1) {
      const next = await store.find(idOf(owner, event, hop));
      if (!next) break;
      last = next;
      redirects.set(event.requestId, hop);
    }
    return last;
  }

  /** Only the latest: of requests that began before they were observed, nothing else comes. */
  function keepLatest(map: Map<string, Observed>, observed: Observed, most: number): void {
    map.set(observed.id, observed);
    const [oldest] = map.keys();
    if (map.size > most && oldest !== undefined) map.delete(oldest);
  }

  return {
    ownersOf: (requestId) => followed.get(requestId),
    follow(requestId, owners) {
      followed.set(requestId, owners);
    },
    async find(owner, event) {
      const hop = redirects.get(event.requestId);
      const id = idOf(owner, event, hop);
      const known = open.get(id) ?? early.get(id) ?? ended.get(id);
      if (known || event.stage === 'started') return { id, before: known };
      // Of one owner's record the hop may be known before another's was looked for.
      return { id, before: hop === undefined ? await findLast(owner, event) : await store.find(id) };
    },
    note({ id, before }, { stage }, next) {
      const isWhole = stage === 'started' || (before !== undefined && !early.has(id));
      for (const map of [open, early, ended]) map.delete(next.id);
      if (!isWhole) keepLatest(early, next, MOST_EARLY);
      else if (next.state === 'open') open.set(next.id, next);
      else keepLatest(ended, next, MOST_ENDED);
      return isWhole;
    },
    pass({ stage, requestId }) {
      if (stage === 'redirected') redirects.set(requestId, (redirects.get(requestId) ?? 0) + 1);
      if (stage !== 'ended') return;
      over.add(requestId);
      const [oldest] = over;
      if (over.size <= MOST_ENDED || oldest === undefined) return;
      for (const known of [over, redirects, followed]) known.delete(oldest);
    },
    forget(isOff) {
      for (const kept of [open, early, ended]) {
        for (const [id, observed] of kept) if (isOff(observed)) kept.delete(id);
      }
      for (const [request, owners] of followed) {
        if (!owners.every(isOff)) continue;
        followed.delete(request);
        redirects.delete(request);
      }
    },
  };
}

const idOf = ({ tabId }: Owner, { requestId }: RequestEvent, hop: number | undefined): string =>
  `${tabId}.${requestId}${hop === undefined ? '' : `.${hop}`}`;
