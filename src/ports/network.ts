import type { Entry } from 'har-format';

/** A response body as the browser hands it over. */
export interface Content {
  readonly text: string;
  readonly base64: boolean;
}

/** A request the browser recorded. */
export interface Recorded {
  /** A HAR 1.2 entry without the body's text. */
  readonly entry: Entry;
  /** The body; undefined when the browser has none to give. It may never settle, and does not reject. */
  readonly content: () => Promise<Content | undefined>;
}

/**
 * What a browser's DevTools tell of the inspected tab's traffic. Functions that listen return how to stop.
 *
 * Seen in Chromium 156, `devtools.network`:
 * - An entry has no id. The record in the event and the one in the snapshot are equal in every field once the request
 *   is finished.
 * - Preflights are listed, `_resourceType` `preflight`, also those the page's own request failed on; so are redirects,
 *   an entry for each hop.
 * - A failed request has status 0 and `response._error` (`net::ERR_CONNECTION_REFUSED`; a CORS failure says
 *   `net::ERR_FAILED`). One that was aborted after its head keeps its status beside `net::ERR_ABORTED`.
 * - Nothing tells of a request that was open when the page navigated: no event comes, and the snapshot forgets it.
 */
export interface Network {
  onFinished(listener: (request: Recorded) => void): () => void;
  /** A page that sets its own URL is navigated too, and keeps its document. */
  onNavigated(listener: (url: string, isNewDocument: Promise<boolean>) => void): () => void;
  /** Everything of the current page that is in the DevTools log, open requests too, in order of start. */
  soFar(): Promise<readonly Recorded[]>;
}
