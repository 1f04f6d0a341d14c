import { browser } from '../browser/api.ts';
import type { Redact } from '../exchange/redact.ts';
import { LITELLM_NAMES } from '../litellm/header-names.ts';
import type { Observed } from '../messages.ts';
import { forgetPreflights, withPreflight } from './failed-preflights.ts';
import { createMasking } from './masking.ts';
import { addEvent, type Owner } from './observed-entry.ts';
import { findObserved, keepObserved } from './observed-store.ts';
import { noteNavigation } from './openers.ts';
import { readTagsKey } from './tags-key.ts';
import { tellPanels } from './tell-panels.ts';
import { readWatched, type Watched } from './watched.ts';
import type { RequestEvent } from './web-request.ts';

/** Undefined until it is read. The one before counts while a newer one is read. */
let watched: Watched | undefined;
let reading: Promise<Watched> | undefined;

/** Reads anew which tabs are on; to be called whenever that changed. Listening ends while there are none. */
export async function updateWatched(): Promise<void> {
  const mine = readWatched();
  reading = mine;
  const answer = await mine;
  if (reading !== mine) return;
  watched = answer;
  forget();
  listen(answer.isAny);
}

/** Lets go of what belongs to tabs that are off: what is told of it from now on is dropped. */
function forget(): void {
  const isOff = ({ tabId }: Pick<Owner, 'tabId'>) => !watched?.isOn(tabId);
  forgetPreflights(isOff);
  for (const kept of [open, early]) {
    for (const [id, observed] of kept) if (isOff(observed)) kept.delete(id);
  }
  for (const [request, owners] of followed) {
    if (!owners.every(isOff)) continue;
    followed.delete(request);
    redirects.delete(request);
  }
}

const LIFE = Date.now();

/** What webRequest tells goes through here, in its order. */
let line = Promise.resolve();
/** How many navigations are in it: whose tab one belongs to is known when it was its turn. */
let navigations = 0;

const isNavigation = ({ stage, type }: RequestEvent): boolean => stage === 'started' && type === 'main_frame';

function take(event: RequestEvent): void {
  // Nearly every request is of a tab that is off, and must not wait for anything. Firefox tells a window's first requests in one go.
  const isOfNobody = !followed.has(event.requestId) && watched?.ownersOf(event).length === 0;
  if (isOfNobody && navigations === 0 && !isNavigation(event)) return;
  line = line.then(() => follow(event)).catch((error: unknown) => console.error(error));
  if (!isNavigation(event)) return;
  navigations += 1;
  void line.then(() => {
    navigations -= 1;
  });
}

/** Whose the requests are that go on, by request: a window may be closed before the end of its last is told. */
const followed = new Map<string, readonly Owner[]>();
/** How many redirects a request that goes on has behind it. */
const redirects = new Map<string, number>();
/** Those that go on, by id. A worker that starts finds them in the store. */
const open = new Map<string, Observed>();
/** Those of which a later event came first. */
const early = new Map<string, Observed>();
const MOST_EARLY = 200;

async function follow(event: RequestEvent): Promise<void> {
  while (!watched) await (reading ?? updateWatched());
  if (isNavigation(event)) {
    const from = event.initiator ?? event.originUrl;
    const sender = from === undefined ? undefined : watched.tabOf(from);
    await noteNavigation(event.tabId, from !== undefined, sender);
  }
  const owners = followed.get(event.requestId) ?? watched.ownersOf(event);
  if (owners.length === 0) return;
  followed.set(event.requestId, owners);
  const redact = await masking(watched?.headerNames ?? LITELLM_NAMES);
  for (const owner of owners) await step(owner, event, redact);
  if (event.stage === 'redirected') redirects.set(event.requestId, (redirects.get(event.requestId) ?? 0) + 1);
  if (event.stage !== 'ended') return;
  redirects.delete(event.requestId);
  followed.delete(event.requestId);
}

async function step(owner: Owner, event: RequestEvent, redact: Redact): Promise<void> {
  const hop = redirects.get(event.requestId);
  const id = idOf(owner, event, hop);
  const isStart = event.stage === 'started';
  const known = open.get(id) ?? early.get(id);
  const before = known ?? (isStart || hop !== undefined ? undefined : await findLast(owner, event));
  // Its tab may have been switched off since.
  if (!watched?.isOn(owner.tabId)) return;
  const next = addEvent(before?.id ?? id, owner, before, event, {
    redact,
    debugHeader: watched.headerNames.debugRequest,
    life: LIFE,
  });
  const isWhole = isStart || (before !== undefined && !early.has(id));
  open.delete(next.id);
  early.delete(next.id);
  if (next.state === 'open' && isWhole) open.set(next.id, next);
  if (isWhole) publish(next);
  else keepEarly(next);
}

/** Also of requests that began before they were observed, so they are not kept for long. */
function keepEarly(observed: Observed): void {
  early.set(observed.id, observed);
  const [oldest] = early.keys();
  if (early.size > MOST_EARLY && oldest !== undefined) early.delete(oldest);
}

const idOf = ({ tabId }: Owner, { requestId }: RequestEvent, hop: number | undefined): string =>
  `${tabId}.${requestId}${hop === undefined ? '' : `.${hop}`}`;

/** The last of a chain of redirects, for a worker that did not see it begin. */
async function findLast(owner: Owner, event: RequestEvent): Promise<Observed | undefined> {
  let last = await findObserved(idOf(owner, event, undefined));
  for (let hop = 1; last?.state === 'ended'; hop += 1) {
    const next = await findObserved(idOf(owner, event, hop));
    if (!next) break;
    last = next;
    redirects.set(event.requestId, hop);
  }
  return last;
}

const masking = createMasking(readTagsKey);

/** What changed and was not kept and told yet. */
const fresh = new Map<string, Observed>();
let isPublishing = false;

function publish(observed: Observed): void {
  fresh.set(observed.id, observed);
  if (!isPublishing) void publishAll();
}

/** Milliseconds in which what happens is kept and told in one go: each time is work for three processes. */
const GATHERED = 50;

async function publishAll(): Promise<void> {
  isPublishing = true;
  while (fresh.size > 0) {
    await new Promise((resolve) => setTimeout(resolve, GATHERED));
    // Debug mode may have been switched off since.
    const changed = [...fresh.values()].filter(({ tabId }) => watched?.isOn(tabId));
    fresh.clear();
    void tellPanels({ observed: changed });
    await keepObserved(changed).catch((error: unknown) => console.error(error));
  }
  isPublishing = false;
}

/** Pictures, styles and the like are no MCP. */
const FILTER = {
  urls: ['http://*/*', 'https://*/*'],
  types: ['main_frame', 'sub_frame', 'xmlhttprequest', 'ping', 'other'],
} satisfies chrome.webRequest.RequestFilter;

type Details = Omit<RequestEvent, 'stage'>;

const LISTENERS = (
  [
    ['onBeforeRequest', 'started', ['requestBody']],
    ['onSendHeaders', 'sent', ['requestHeaders']],
    ['onResponseStarted', 'answered', ['responseHeaders']],
    ['onBeforeRedirect', 'redirected', ['responseHeaders']],
    ['onCompleted', 'ended', ['responseHeaders']],
    ['onErrorOccurred', 'ended', undefined],
  ] as const
).map(([name, stage, more]) => ({
  event: browser.webRequest[name] as unknown as WebRequestEvent,
  more,
  listener: (details: Details): undefined => take(withPreflight({ ...details, stage })) as undefined,
}));

interface WebRequestEvent {
  addListener(listener: (details: Details) => undefined, filter: object, more?: readonly string[]): void;
  removeListener(listener: (details: Details) => undefined): void;
  hasListener(listener: (details: Details) => undefined): boolean;
}

/**
 * Listens to webRequest, or stops to. A worker is started for a request only if it listens in its first turn, so there it
 * does before it knows whether any tab is on. Without `extraHeaders`, which would keep requests from Chromium's fast ways: of the
 * headers those that the page sets come all the same, and what the proxy answers.
 */
export function listen(shall: boolean): void {
  for (const { event, listener, more } of LISTENERS) {
    if (shall === event.hasListener(listener)) continue;
    if (!shall) event.removeListener(listener);
    else if (more) event.addListener(listener, FILTER, more);
    else event.addListener(listener, FILTER);
  }
}
