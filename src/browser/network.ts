import type { Entry } from 'har-format';
import type { Content, Network, Recorded } from '../ports/network.ts';
import { isFirefox } from './firefox.ts';
import { createForgottenBodies } from './forgotten-bodies.ts';
import { onPageNavigated } from './page-document.ts';
import { byStart, relayOfDevtools } from './relay.ts';

type Listed = chrome.devtools.network.Request;

const forgotten = createForgottenBodies();

/**
 * The requests of the inspected tab, from `devtools.network`. It is called with callbacks, which have nearly one shape
 * in every browser: promises and the polyfill's differ more.
 */
export const network: Network = {
  onFinished(listener) {
    if (isFirefox()) return listenToRelay((request) => listener(recorded(request)));
    forgotten.noteKnown();
    const receive = (request: Listed) => listener(recorded(request, forgotten.finderOf(request as Entry)));
    chrome.devtools.network.onRequestFinished.addListener(receive);
    return () => chrome.devtools.network.onRequestFinished.removeListener(receive);
  },
  onNavigated: (listener) =>
    onPageNavigated((url, isNewDocument) => {
      void isNewDocument.then((isNew) => isNew && !isFirefox() && forgotten.noteKnown());
      listener(url, isNewDocument);
    }),
  async soFar() {
    if (isFirefox()) return byStart((await relayOfDevtools()).past).map((request) => recorded(request));
    return new Promise((resolve) => {
      chrome.devtools.network.getHAR(({ entries }) =>
        resolve(entries.map((entry) => recorded(entry as Listed))),
      );
    });
  },
};

function listenToRelay(receive: (request: Listed) => void): () => void {
  let stopped = false;
  const relay = relayOfDevtools();
  void relay.then(({ listeners }) => !stopped && listeners.add(receive));
  return () => {
    stopped = true;
    void relay.then(({ listeners }) => listeners.delete(receive));
  };
}

/**
 * Beside a body's text Chromium says how it is encoded, and Firefox the media type: that says in the entry how it is
 * encoded, and comments there that the body is not in it (153).
 * @param findBody where the browser no longer knows the request
 */
function recorded(request: Listed, findBody = async (): Promise<Content | undefined> => undefined): Recorded {
  // Firefox has it on the entry itself.
  const { getContent: _getContent, ...entry } = request as Entry & { readonly getContent?: unknown };
  const { comment: _comment, encoding: encodedAs, ...content } = entry.response.content;
  const known = { ...entry, response: { ...entry.response, content } };
  return {
    entry: known,
    content: () =>
      new Promise((resolve) => {
        // No text where the types promise one: null when the browser kept no body or nothing may read it, undefined when it no
        // longer knows the request (Chromium 156).
        request.getContent((text: string | null | undefined, encoding) => {
          if (text === undefined) resolve(findBody());
          else if (typeof text !== 'string') resolve(undefined);
          else if (encodedAs === 'base64') resolve(decoded(text));
          else resolve({ text, base64: encoding === 'base64' });
        });
      }),
  };
}

/**
 * Text that Firefox takes for binary, because its media type is unknown, comes decoded and its characters encoded again
 * as bytes, or not again where one is beyond a byte (153).
 */
function decoded(body: string): Content {
  try {
    const text = atob(body);
    return text.includes('\0') ? { text: body, base64: true } : { text, base64: false };
  } catch {
    return { text: body, base64: false };
  }
}
