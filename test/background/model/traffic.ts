import type { Owner } from '../../../src/background/observed-entry.ts';
import type { RequestEvent } from '../../../src/ports/web-request.ts';
import type { FakeBrowser } from '../fake-browser.ts';
import { isOpenerSure, ownersOf, type Reference, type Sent } from './reference.ts';

type Stage = RequestEvent['stage'];

/** What follows what, in the life of a request. */
const NEXT: Readonly<Record<Sent['stage'], readonly Stage[]>> = {
  started: ['sent', 'ended'],
  sent: ['answered', 'redirected', 'ended'],
  answered: ['ended'],
  ended: [],
};

/** A request starts, as far as the browser tells of it. */
export function begin(
  model: Reference,
  browser: FakeBrowser,
  {
    tabId,
    initiator,
    origin,
  }: { readonly tabId: number; readonly initiator: string; readonly origin: string },
): readonly RequestEvent[] {
  model.requests += 1;
  return started(model, browser, {
    requestId: String(model.requests),
    tabId,
    initiator,
    hop: 0,
    url: `${origin}/r/${model.requests}/0`,
  });
}

function started(
  model: Reference,
  browser: FakeBrowser,
  parts: Pick<Sent, 'requestId' | 'tabId' | 'initiator' | 'hop' | 'url'>,
  before: readonly Owner[] = [],
): readonly RequestEvent[] {
  // It stays whose it was before it was redirected.
  const owners = before.length > 0 ? before : ownersOf(model, parts.tabId, parts.initiator);
  const sent: Sent = {
    ...parts,
    owners,
    stage: 'started',
    life: browser.starts(),
    isCertain: isOpenerSure(model, parts.tabId),
    hadRoom: true,
  };
  model.sent.push(sent);
  return told(model, browser, sent, 'started');
}

/** One of the requests that go on comes a step further; a redirect begins the next hop at once, as in a browser. */
export function goOn(model: Reference, browser: FakeBrowser, pick: number): readonly RequestEvent[] {
  const open = model.sent.filter(({ stage }) => stage !== 'ended');
  const sent = open[pick % Math.max(1, open.length)];
  if (!sent) return [];
  const choices = NEXT[sent.stage];
  const stage = choices[Math.floor(pick / 7) % choices.length] ?? 'ended';
  if (stage !== 'redirected') {
    if (stage !== 'started') sent.stage = stage;
    return told(model, browser, sent, stage);
  }
  sent.stage = 'ended';
  const { requestId, tabId, initiator, url } = sent;
  const hop = sent.hop + 1;
  const next = { requestId, tabId, initiator, hop, url: `${new URL(url).origin}/r/${requestId}/${hop}` };
  const end = told(model, browser, sent, stage);
  const beginning = started(model, browser, next, sent.owners);
  const last = model.sent.at(-1);
  // Of a chain whose beginning nobody observed another background does not find the end.
  if (last) last.isCertain &&= sent.isCertain && sent.owners.length > 0;
  return [...end, ...beginning];
}

const STAGES = ['started', 'sent', 'answered', 'ended'] as const;

/**
 * The events as Chromium hands them to a background that it starts for them: those of one listener after those of another.
 * Redirects are told in their order.
 * @param first which listener comes first
 */
export function byListener(events: readonly RequestEvent[], first: number): readonly RequestEvent[] {
  if (events.some(({ stage }) => stage === 'redirected')) return events;
  return STAGES.flatMap((_, at) =>
    events.filter(({ stage }) => stage === STAGES[(at + first) % STAGES.length]),
  );
}

/** What a tab asks for ends with it; nobody is to miss that. */
export function endAll(model: Reference, browser: FakeBrowser, tabId: number): readonly RequestEvent[] {
  return model.sent
    .filter((sent) => sent.tabId === tabId && sent.stage !== 'ended')
    .flatMap((sent) => {
      sent.stage = 'ended';
      const events = told(model, browser, sent, 'ended');
      sent.isCertain = false;
      return events;
    });
}

/** The event, if the browser tells the extension of it: only between origins that it may act on. */
function told(model: Reference, browser: FakeBrowser, sent: Sent, stage: Stage): readonly RequestEvent[] {
  const { state } = browser;
  // A background that did not see it begin knows it by what was kept, and whose it is by how things are now.
  const isSameLife = browser.isAlive() && browser.starts() === sent.life;
  const owners = JSON.stringify(ownersOf(model, sent.tabId, sent.initiator));
  const isKnown = sent.hadRoom && owners === JSON.stringify(sent.owners);
  if (!isSameLife && !isKnown) sent.isCertain = false;
  sent.life = browser.starts() + (browser.isAlive() ? 0 : 1);
  if (state.session.isFull) {
    sent.hadRoom = false;
    // Nothing is masked, and so nothing kept or told, with a key that can't be stored.
    if (!state.session.values.has('tags.key')) sent.isCertain = false;
  }
  const isTold = [sent.initiator, new URL(sent.url).origin].every((origin) => state.permitted.has(origin));
  if (!isTold) sent.isCertain = false;
  state.now += 1;
  return isTold ? [event(sent, stage, state.now)] : [];
}

function event({ requestId, tabId, url, initiator }: Sent, stage: Stage, timeStamp: number): RequestEvent {
  const answer = { statusCode: stage === 'redirected' ? 307 : 200, statusLine: 'HTTP/1.1 200 OK' };
  return {
    stage,
    requestId,
    tabId,
    url,
    initiator,
    method: 'POST',
    type: 'xmlhttprequest',
    timeStamp,
    ...(stage === 'sent' ? { requestHeaders: [{ name: 'accept', value: '*/*' }] } : {}),
    ...(['answered', 'redirected', 'ended'].includes(stage) ? answer : {}),
  };
}

/**
 * A tab goes to a page, as far as the browser tells of it.
 * @param initiator the page that sent it there; a person did when left out
 */
export function navigate(
  model: Reference,
  browser: FakeBrowser,
  parts: { readonly tabId: number; readonly origin: string; readonly initiator?: string },
): void {
  const { tabId, origin, initiator } = parts;
  const { permitted, isListening, session } = browser.state;
  model.requests += 1;
  const isTold =
    isListening && permitted.has(origin) && (initiator === undefined || permitted.has(initiator));
  const tab = model.tabs.get(tabId);
  if (!isTold || !tab) return;
  browser.request({
    stage: 'started',
    requestId: String(model.requests),
    tabId,
    url: `${origin}/r/${model.requests}/page`,
    method: 'GET',
    type: 'main_frame',
    timeStamp: browser.state.now,
    ...(initiator === undefined ? {} : { initiator }),
  });
  const { opener, ...others } = tab;
  const isByPage = initiator !== undefined;
  const isKept = (opener?.isKept ?? true) && (opener?.isFollowed === true || !session.isFull);
  const followed = { opener: { by: opener?.by ?? -1, isFollowed: true, isKept } };
  model.tabs.set(tabId, { ...others, ...(opener && isByPage ? followed : {}) });
}
