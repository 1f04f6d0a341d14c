import type { Observed } from '../messages.ts';
import type { Owner } from './observed-entry.ts';
import type { ObservedStore } from './observed-store.ts';
import type { RequestEvent } from './web-request.ts';

const MOST_EARLY = 200;

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

  /** Also of requests that began before they were observed, so they are not kept for long. */
  function keepEarly(observed: Observed): void {
    early.set(observed.id, observed);
    const [oldest] = early.keys();
    if (early.size > MOST_EARLY && oldest !== undefined) early.delete(oldest);
  }

  return {
    ownersOf: (requestId) => followed.get(requestId),
    follow(requestId, owners) {
      followed.set(requestId, owners);
    },
    async find(owner, event) {
      const hop = redirects.get(event.requestId);
      const id = idOf(owner, event, hop);
      const known = open.get(id) ?? early.get(id);
      if (known || event.stage === 'started') return { id, before: known };
      // Of one owner's record the hop may be known before another's was looked for.
      return { id, before: hop === undefined ? await findLast(owner, event) : await store.find(id) };
    },
    note({ id, before }, { stage }, next) {
      const isWhole = stage === 'started' || (before !== undefined && !early.has(id));
      open.delete(next.id);
      early.delete(next.id);
      if (!isWhole) keepEarly(next);
      else if (next.state === 'open') open.set(next.id, next);
      return isWhole;
    },
    pass({ stage, requestId }) {
      if (stage === 'redirected') redirects.set(requestId, (redirects.get(requestId) ?? 0) + 1);
      if (stage !== 'ended') return;
      redirects.delete(requestId);
      followed.delete(requestId);
    },
    forget(isOff) {
      for (const kept of [open, early]) {
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
