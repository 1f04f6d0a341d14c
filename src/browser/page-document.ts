import { within } from '../ports/within.ts';
import { isFirefox } from './firefox.ts';
import { valueInPage } from './inspected-page.ts';

/** So many milliseconds a page may take to answer. One that is busy for longer sends nothing meanwhile. */
const PATIENCE = 10_000;

/** So many milliseconds pass until a document that is just coming is asked again, and so often it is. */
const PAUSE = 50;
const MOST_QUESTIONS = 40;

/** The document that a page has: when it began, milliseconds since the epoch, and where it is; undefined where none says so. */
type Document = { readonly began: number; readonly address: unknown } | undefined;

/**
 * Calls back when the browser reports a navigation of the tab's page, with whether the page has a new document.
 *
 * `devtools.network.onNavigated` alone does not tell. Chromium fires it for `history.pushState`, `replaceState` and a new hash too, and
 * twice for a page out of the back/forward cache (156). Firefox fires it for downloads, for responses without content (204) and for
 * navigations that were stopped, and for none of Chromium's (153).
 *
 * A document is known by `performance.timeOrigin`, which it keeps for life, also in the cache. Only a page that replaced `performance`
 * itself could notice the question, or lie. At the moment a new document is committed it mostly can't be asked yet, and one that only
 * changes its URL always can.
 * @returns stops it
 */
export function onPageNavigated(
  listener: (url: string, isNewDocument: Promise<boolean>) => void,
): () => void {
  let known = learn(askPatiently());
  const receive = (url: string) => {
    const before = known;
    const now = isFirefox() ? askPageAt(url) : ask();
    known = learn(now.then((document) => document ?? askPatiently()));
    listener(url, isAnother(before, now, url));
  };
  chrome.devtools.network.onNavigated.addListener(receive);
  return () => chrome.devtools.network.onNavigated.removeListener(receive);
}

interface Known {
  readonly document: Promise<Document>;
  readonly isSettled: () => boolean;
}

function learn(document: Promise<Document>): Known {
  let isSettled = false;
  void document.then(() => {
    isSettled = true;
  });
  return { document, isSettled: () => isSettled };
}

/**
 * Where the document before was not known yet, a page in Chromium set its URL as soon as it was there. Firefox tells nothing of that: the
 * page went on at once, unless it stayed where it was, as for a download.
 */
async function isAnother(before: Known, now: Promise<Document>, url: string): Promise<boolean> {
  const wasKnown = before.isSettled();
  const document = await now;
  if (!document) return true;
  if (!wasKnown) return isFirefox() && document.address === url;
  return (await before.document)?.began !== document.began;
}

async function askPatiently(): Promise<Document> {
  for (let question = 1; question <= MOST_QUESTIONS; question += 1) {
    const document = await ask();
    if (document) return document;
    await new Promise((done) => setTimeout(done, PAUSE));
  }
  return undefined;
}

/**
 * Firefox (153) says that a page was left, and may go on to ask the document before it for half a second and more. After a download that
 * is the document which stays.
 */
async function askPageAt(url: string): Promise<Document> {
  for (let question = 1; ; question += 1) {
    const document = await ask();
    if (!document || document.address === url || question === MOST_QUESTIONS) return document;
    await new Promise((done) => setTimeout(done, PAUSE));
  }
}

async function ask(): Promise<Document> {
  const answer = await within(PATIENCE, valueInPage('[performance.timeOrigin, location.href]'));
  const [began, address] = Array.isArray(answer) ? answer : [];
  return typeof began === 'number' ? { began, address } : undefined;
}
