import { isFirefox } from './firefox.ts';
import { onPageNavigated } from './page-document.ts';

type Listed = chrome.devtools.network.Request;
type Listener = (request: Listed) => void;

/** Requests of the current page that the DevTools page has seen the end of, and who else wants to see it. */
interface Relay {
  readonly past: readonly Listed[];
  readonly listeners: Set<Listener>;
}

/** A panel as `devtools.panels.create` gives it; Firefox hands over its window when it is shown. */
interface Panel {
  readonly onShown: { addListener(listener: (shown: Window) => void): void };
}

type Shared = Window & { relay?: Relay };

/** So many requests are kept for a panel that is opened late. */
const MOST = 1_000;

/** So many milliseconds Firefox may take to tell of a request after one that ended later. */
const PATIENCE = 200;

const HANDED_OVER = 'relay';

/**
 * Begins to keep the tab's finished requests for the panel, in Firefox, in the DevTools page, which is there from the
 * opening of DevTools. Firefox records nothing before something asks for requests, and its `getHAR` loses those under way
 * while it runs, from its answer and for good (153). Chromium's DevTools keep their own log from their opening.
 */
export function keepForPanel(panel: Panel): void {
  if (!isFirefox()) return;
  const past: Listed[] = [];
  const listeners = new Set<Listener>();
  onPageNavigated((_url, isNewDocument) => {
    const before = past.length;
    void isNewDocument.then((isNew) => isNew && past.splice(0, before));
  });
  chrome.devtools.network.onRequestFinished.addListener(
    inOrder((request) => {
      past.push(request);
      if (past.length > MOST) past.shift();
      for (const listener of listeners) listener(request);
    }),
  );
  panel.onShown.addListener((shown) => {
    const view = shown as Shared;
    view.relay ??= { past, listeners };
    view.dispatchEvent(new Event(HANDED_OVER));
  });
}

/** What the DevTools page keeps for this panel, once it has handed it over. */
export async function relayOfDevtools(): Promise<Relay> {
  const view = window as Shared;
  while (!view.relay) {
    await new Promise((resolve) => view.addEventListener(HANDED_OVER, resolve, { once: true }));
  }
  return view.relay;
}

/** Passes requests on in the order they started, if they come together: Firefox tells of them as their parts come in (153). */
function inOrder(pass: Listener): Listener {
  let waiting: Listed[] = [];
  return (request) => {
    waiting.push(request);
    if (waiting.length > 1) return;
    setTimeout(() => {
      const ready = waiting;
      waiting = [];
      for (const each of byStart(ready)) pass(each);
    }, PATIENCE);
  };
}

/** Requests in the order they started. */
export function byStart(requests: readonly Listed[]): Listed[] {
  return [...requests].sort((a, b) => (a.startedDateTime < b.startedDateTime ? -1 : 1));
}
