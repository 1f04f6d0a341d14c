import type { Entry } from 'har-format';
import type { Content, Network, Recorded } from '../capture/network.ts';
import { isFirefox } from './firefox.ts';

type Listed = chrome.devtools.network.Request;

/**
 * The requests of the inspected tab, from `devtools.network`. It is called with callbacks, which have nearly one shape
 * in every browser: promises and the polyfill's differ more.
 */
export const network: Network = {
  onFinished(listener) {
    const receive = (request: Listed) => listener(recorded(request));
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
        resolve(entries.filter(isListedWhole).map((entry) => recorded(entry as Listed))),
      );
    });
  },
};

/**
 * Makes the browser record the tab's requests from now on. Chromium's DevTools do from their opening; Firefox begins
 * when something first asks for requests, be it its Network panel or an extension (153).
 */
export function beginRecording(): void {
  if (isFirefox()) chrome.devtools.network.getHAR(() => {});
}

/**
 * Whether a record of the snapshot is of a request that Firefox has heard the end of. Of an open one it lists what it
 * knows, without timings; of one that CORS ended before it was sent, too, but with a media type, if an empty one (153).
 * Chromium gives every record its timings.
 */
function isListedWhole({
  timings,
  response,
}: {
  readonly timings?: object;
  readonly response: object;
}): boolean {
  const { content } = response as { readonly content?: { readonly mimeType?: string } };
  return Object.keys(timings ?? {}).length > 0 || content?.mimeType === '';
}

function recorded(request: Listed): Recorded {
  const { content } = request.response;
  // In Firefox's snapshot the bodies are there already, and there is nothing to ask for them.
  if (!('getContent' in request)) {
    const { text } = content;
    return { entry: withoutBody(request), content: async () => bodyOf(text, content.encoding) };
  }
  return {
    entry: withoutBody(request),
    content: () =>
      new Promise((resolve) => {
        // Null where the types promise text: the browser kept no body, or nothing may read it. Beside it Chromium says
        // how it is encoded and Firefox the media type; Firefox says in the entry how it is encoded.
        request.getContent((text: string | null, encoding) =>
          resolve(bodyOf(text ?? undefined, encoding === 'base64' ? encoding : content.encoding)),
        );
      }),
  };
}

function bodyOf(text: string | undefined, encoding: string | undefined): Content | undefined {
  return text === undefined ? undefined : { text, base64: encoding === 'base64' };
}

/** Firefox comments on each body that an event does not bring, and says of what it does not bring how it is encoded. */
function withoutBody(entry: Entry): Entry {
  const { comment: _comment, encoding: _encoding, text: _text, ...content } = entry.response.content;
  return { ...entry, response: { ...entry.response, content } };
}
