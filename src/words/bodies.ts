import type { Exchange } from '../exchange/exchange.ts';

/** What to say about an exchange whose response body is unknown, in a word and in a sentence; undefined where it is known. */
export function bodyWords({
  bodies,
  response,
  window,
  pageLeft,
}: Exchange): { readonly word: string; readonly sentence: string } | undefined {
  if (bodies === undefined) return undefined;
  if (pageLeft) return { word: 'page left', sentence: PAGE_LEFT };
  if (window) return { word: 'another window', sentence: OTHER_WINDOW };
  if (response.body?.text) return { word: 'body cut', sentence: BODY_CUT };
  return bodies === 'not read'
    ? { word: 'body not read', sentence: BODY_NOT_READ }
    : { word: 'without bodies', sentence: NO_BODIES };
}

/** Of an exchange that the background observed. */
const NO_BODIES =
  'DevTools did not have this request, so the body of its answer was not recorded. It was noted while debug mode was on: headers, status, and what was sent.';

/** Of what a page had open. */
const PAGE_LEFT =
  'The page was left or reloaded before this request ended, so the response is not known. Shown here is what was known until then.';

/** Of an exchange whose response body was lost or withheld. */
const BODY_NOT_READ =
  'The response body is not known, and no rule judges it. The browser did not hand it over (CORS, or the page changed its URL meanwhile), it is over 8 MB, or it was left out of the file.';

/** Of an exchange of which the recording has the first part. */
const BODY_CUT =
  'The recording has only the beginning of this response body. What needs all of it is not judged.';

/** Of a request that was made where DevTools of the tab don't look. */
const OTHER_WINDOW =
  'A window that this tab opened made this request. Hopscope’s background saw it there: headers and times, without a response body.';
