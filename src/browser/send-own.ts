import { type Fetched, sendByFetch } from '../checks/fetch.ts';
import type { HttpRequest, SendHttp } from '../checks/http.ts';
import { originOf } from '../exchange/origin.ts';
import type { RequestEvent } from '../ports/web-request.ts';
import { within } from '../ports/within.ts';
import { browser } from './api.ts';
import { patternOf } from './match-patterns.ts';
import { whyFailed } from './why-failed.ts';

/** Milliseconds by which webRequest may tell of something later than fetch. In Firefox it took 180 of a redirect (153). */
const PATIENCE = 2_000;

/** What Chromium says where it keeps the reason to itself. Firefox tells nothing of what it does not even begin, as a port it blocks. */
const UNKNOWN = 'net::ERR_FAILED';

type Told = Omit<RequestEvent, 'stage'>;

interface Event {
  addListener(listener: (details: Told) => undefined, filter: object, more?: readonly string[]): void;
  removeListener(listener: (details: Told) => undefined): void;
}

/**
 * Sends a request of Hopscope's own. Fetch hides what a check is about: status and address of a redirect, `Set-Cookie`, and why a
 * request failed. So these come from webRequest.
 */
export const sendOwn: SendHttp = async (request, stop) => {
  const told = listenTo(request);
  try {
    const send = sendByFetch({
      fetch: async (url, init) => withHead(await fetch(url, init), await within(PATIENCE, told.head)),
      async reasonOf() {
        const failure = await within(PATIENCE, told.failure);
        return failure === 'late' || failure.error === undefined ? UNKNOWN : whyFailed(failure.error);
      },
      after(milliseconds, act) {
        const timer = setTimeout(act, milliseconds);
        return () => clearTimeout(timer);
      },
    });
    return await send(request, stop);
  } finally {
    told.end();
  }
};

function withHead({ status, statusText, headers, body, type }: Response, head: Told | 'late'): Fetched {
  const isHidden = type === 'opaqueredirect';
  if (head === 'late') {
    if (isHidden) throw new Error('Nothing told where it redirects to.');
    return { status, statusText, headers, body };
  }
  return {
    status: head.statusCode ?? status,
    statusText,
    headers: (head.responseHeaders ?? []).map(({ name, value = '' }): [string, string] => [name, value]),
    body: isHidden ? undefined : body,
  };
}

/** What webRequest tells of a request that is about to be sent. */
function listenTo({ method, url }: HttpRequest): {
  readonly head: Promise<Told>;
  readonly failure: Promise<Told>;
  readonly end: () => void;
} {
  const self = browser.runtime.getURL('');
  const isIt = (event: Told): boolean =>
    event.tabId < 0 &&
    `${event.initiator ?? event.originUrl}/`.startsWith(self) &&
    event.method === method &&
    withoutFragment(event.url) === withoutFragment(url);
  const filter = { urls: [patternOf(originOf(url) ?? url)] };
  const ends: (() => void)[] = [];
  const first = (events: readonly unknown[], more?: readonly string[]): Promise<Told> =>
    new Promise((resolve) => {
      const listener = (event: Told) => (isIt(event) ? (resolve(event) as undefined) : undefined);
      for (const event of events as readonly Event[]) {
        if (more) event.addListener(listener, filter, more);
        else event.addListener(listener, filter);
        ends.push(() => event.removeListener(listener));
      }
    });
  const { onHeadersReceived, onBeforeRedirect, onErrorOccurred } = browser.webRequest;
  return {
    // The browser itself redirects where it knows that a site wants https.
    head: first([onHeadersReceived, onBeforeRedirect], ['responseHeaders', ...EXTRA]),
    failure: first([onErrorOccurred]),
    end() {
      for (const end of ends) end();
    },
  };
}

/** Chromium keeps `Set-Cookie` back from who does not ask for it so. */
const EXTRA: readonly string[] =
  'EXTRA_HEADERS' in (chrome.webRequest?.OnHeadersReceivedOptions ?? {}) ? ['extraHeaders'] : [];

function withoutFragment(url: string): string {
  const plain = new URL(url);
  plain.hash = '';
  return plain.href;
}
