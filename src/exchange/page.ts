import { type Exchange, header } from './exchange.ts';

/** A page that the tab showed and that is no exchange of the recording: it may be the client's, loaded anew. */
export interface Page {
  readonly url: string;
  readonly startedAt: number;
}

/**
 * Reads an exchange as a page that the tab went to. A frame in a page is a document as well, and says so (Fetch Metadata,
 * Sec-Fetch-Dest). Only Chromium names resource types.
 * @returns undefined when it is none
 */
export function readPage({ request, response, resourceType, window, startedAt }: Exchange): Page | undefined {
  const destination = header(request.headers, 'sec-fetch-dest') ?? 'document';
  // 204 and 205 leave the page as it is (HTML, "navigate").
  const isShown = response.status >= 200 && response.status !== 204 && response.status !== 205;
  const isOfTab = resourceType === 'document' && window === undefined && destination === 'document';
  return isOfTab && isShown ? { url: request.url, startedAt } : undefined;
}
