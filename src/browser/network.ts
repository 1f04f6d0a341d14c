import type { Network, Recorded } from '../capture/network.ts';

/**
 * The requests of the inspected tab, from `devtools.network`. It is called with callbacks, which have one shape in
 * every Chromium: its promise and the polyfill's differ from each other.
 */
export const network: Network = {
  onFinished(listener) {
    const receive = (request: chrome.devtools.network.Request) => listener(recorded(request));
    chrome.devtools.network.onRequestFinished.addListener(receive);
    return () => chrome.devtools.network.onRequestFinished.removeListener(receive);
  },
  onNavigated(listener) {
    chrome.devtools.network.onNavigated.addListener(listener);
    return () => chrome.devtools.network.onNavigated.removeListener(listener);
  },
  soFar() {
    return new Promise((resolve) => {
      chrome.devtools.network.getHAR(({ entries }) =>
        resolve(entries.map((entry) => recorded(entry as chrome.devtools.network.Request))),
      );
    });
  },
};

function recorded(request: chrome.devtools.network.Request): Recorded {
  return {
    entry: request,
    content: () =>
      new Promise((resolve) => {
        // Null where the types promise text: the browser kept no body, or nothing may read it.
        request.getContent((text: string | null, encoding) =>
          resolve(text === null ? undefined : { text, base64: encoding === 'base64' }),
        );
      }),
  };
}
