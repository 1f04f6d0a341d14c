import type { Redact } from '../exchange/redact/redact.ts';
import type { BackgroundPort } from '../ports/background.ts';
import { createQueue } from '../ports/queue.ts';
import type { RequestEvent } from '../ports/web-request.ts';
import { createFailedPreflights } from './failed-preflights.ts';
import { createMasking } from './masking.ts';
import { addEvent, type Owner } from './observed-entry.ts';
import type { ObservedStore } from './observed-store.ts';
import type { Openers } from './openers.ts';
import { createPublish } from './publish.ts';
import { createUnderWay } from './under-way.ts';
import type { Watched } from './watched.ts';

export interface Observer {
  /**
   * Begins to listen, at once and before it is known whether any tab is on: a worker is started for a request only if it
   * listens in its first turn.
   */
  start(): Promise<void>;
  /** A tab is no more: what is told of it from now on is dropped. */
  forgetTab(tabId: number): void;
  /** Reads anew which tabs are on; to be called whenever that changed. Listening ends while there are none. */
  update(): Promise<void>;
}

interface Parts {
  readonly readWatched: (gone: ReadonlySet<number>) => Promise<Watched>;
  readonly readTagsKey: () => Promise<string>;
  readonly store: Pick<ObservedStore, 'keep' | 'find'>;
  readonly openers: Pick<Openers, 'noteNavigation'>;
}

/** Observes the requests of tabs in debug mode. */
export function createObserver(
  port: Pick<BackgroundPort, 'listen' | 'now' | 'wait' | 'panels' | 'self'>,
  { readWatched, readTagsKey, store, openers }: Parts,
): Observer {
  const life = port.now();
  const masking = createMasking(readTagsKey);
  const preflights = createFailedPreflights();
  const underWay = createUnderWay(store);
  const isOn = (tabId: number): boolean => watched?.isOn(tabId) ?? false;
  const publish = createPublish(port, store, isOn);

  const gone = new Set<number>();
  /** Undefined until it is read. The one before counts while a newer one is read. */
  let watched: Watched | undefined;
  let reading: Promise<Watched> | undefined;
  /** What webRequest tells goes through here, in its order. */
  const inTurn = createQueue();
  /** How many navigations are in it: whose tab one belongs to is known when it was its turn. */
  let navigations = 0;

  async function update(): Promise<void> {
    const mine = readWatched(gone);
    reading = mine;
    const answer = await mine;
    if (reading !== mine) return;
    watched = answer;
    forget();
    port.listen(answer.isAny, hear);
  }

  function forget(): void {
    const isOff = ({ tabId }: Pick<Owner, 'tabId'>) => !isOn(tabId);
    preflights.forget(isOff);
    underWay.forget(isOff);
  }

  /** What Hopscope sends itself, whatever tab shows a page of its own: it holds the credential of a check. */
  const isOwn = ({ tabId, initiator, originUrl }: RequestEvent): boolean =>
    tabId < 0 && `${initiator ?? originUrl}/`.startsWith(port.self);

  function hear(told: RequestEvent): void {
    if (isOwn(told)) return;
    const event = preflights.explain(told);
    // Nearly every request is of a tab that is off, and must not wait for anything. Firefox tells a window's first requests in one go.
    const isOfNobody =
      underWay.ownersOf(event.requestId) === undefined && watched?.ownersOf(event).length === 0;
    if (isOfNobody && navigations === 0 && !isNavigation(event)) return;
    const turn = inTurn(() => follow(event)).catch((error: unknown) => console.error(error));
    if (!isNavigation(event)) return;
    navigations += 1;
    void turn.then(() => {
      navigations -= 1;
    });
  }

  async function follow(event: RequestEvent): Promise<void> {
    while (!watched) await (reading ?? update());
    if (isNavigation(event)) {
      const from = event.initiator ?? event.originUrl;
      const sender = from === undefined ? undefined : watched.tabOf(from);
      await openers.noteNavigation(event.tabId, from !== undefined, sender);
    }
    const owners = underWay.ownersOf(event.requestId) ?? watched.ownersOf(event);
    if (owners.length === 0) return;
    underWay.follow(event.requestId, owners);
    const redact = await masking(watched.headerNames);
    for (const owner of owners) await step(owner, event, redact);
    underWay.pass(event);
  }

  async function step(owner: Owner, event: RequestEvent, redact: Redact): Promise<void> {
    const found = await underWay.find(owner, event);
    // Its tab may have been switched off since.
    if (!watched?.isOn(owner.tabId)) return;
    const next = addEvent(found.before?.id ?? found.id, owner, found.before, event, {
      redact,
      debugHeader: watched.headerNames.debugRequest,
      life,
    });
    if (underWay.note(found, event, next)) publish(next);
  }

  return {
    start() {
      port.listen(true, hear);
      return update();
    },
    update,
    forgetTab(tabId) {
      gone.add(tabId);
      forget();
    },
  };
}

const isNavigation = ({ stage, type }: RequestEvent): boolean => stage === 'started' && type === 'main_frame';
