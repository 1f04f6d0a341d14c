import type { RequestEvent } from '../ports/web-request.ts';
import { browser } from './api.ts';
import { whyFailed } from './why-failed.ts';

/** Pictures, styles and the like are no MCP. */
const FILTER = {
  urls: ['http://*/*', 'https://*/*'],
  types: ['main_frame', 'sub_frame', 'xmlhttprequest', 'ping', 'other'],
} satisfies chrome.webRequest.RequestFilter;

const EVENTS = [
  ['onBeforeRequest', 'started', ['requestBody']],
  ['onSendHeaders', 'sent', ['requestHeaders']],
  ['onResponseStarted', 'answered', ['responseHeaders']],
  ['onBeforeRedirect', 'redirected', ['responseHeaders']],
  ['onCompleted', 'ended', ['responseHeaders']],
  ['onErrorOccurred', 'ended', undefined],
] as const;

type Hear = (event: RequestEvent) => void;
type Listener = (details: Omit<RequestEvent, 'stage'>) => undefined;

interface WebRequestEvent {
  addListener(listener: Listener, filter: object, more?: readonly string[]): void;
  removeListener(listener: Listener): void;
  hasListener(listener: Listener): boolean;
}

interface Listening {
  readonly event: WebRequestEvent;
  readonly more: readonly string[] | undefined;
  readonly listener: Listener;
}

/** What listens for somebody: the browser knows a listener by its identity. */
const listening = new Map<Hear, readonly Listening[]>();

/**
 * Listens to webRequest, or stops to. A worker is started for a request only if it listens in its first turn. Without
 * `extraHeaders`, which would keep requests from Chromium's fast ways: of the headers those that the page sets come all the
 * same, and what the proxy answers.
 * @param hear the same each time
 */
export function listen(shall: boolean, hear: Hear): void {
  const all = listening.get(hear) ?? listeningTo(hear);
  listening.set(hear, all);
  for (const { event, listener, more } of all) {
    if (shall === event.hasListener(listener)) continue;
    if (!shall) event.removeListener(listener);
    else if (more) event.addListener(listener, FILTER, more);
    else event.addListener(listener, FILTER);
  }
}

const listeningTo = (hear: Hear): readonly Listening[] =>
  EVENTS.map(([name, stage, more]) => ({
    event: browser.webRequest[name] as unknown as WebRequestEvent,
    more,
    listener: ({ error, ...details }) =>
      hear({ ...details, stage, ...(error === undefined ? {} : { error: whyFailed(error) }) }) as undefined,
  }));
