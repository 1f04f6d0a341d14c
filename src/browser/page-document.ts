import { within } from '../capture/within.ts';
import { isFirefox } from './firefox.ts';
import { valueInPage } from './inspected-page.ts';

/** So many milliseconds a page may take to answer. One that is busy for longer sends nothing meanwhile. */
const PATIENCE = 10_000;

/** So many milliseconds pass until a document that is just coming is asked again, and so often it is. */
const PAUSE = 50;
const MOST_QUESTIONS = 40;

/** When the document began that a page has, milliseconds since the epoch; undefined where none says so. */
type Began = number | undefined;

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
    known = learn(now.then((began) => began ?? askPatiently()));
    listener(url, isAnother(before, now));
  };
  chrome.devtools.network.onNavigated.addListener(receive);
  return () => chrome.devtools.network.onNavigated.removeListener(receive);
}

interface Known {
  readonly began: Promise<Began>;
  readonly isSettled: () => boolean;
}

function learn(began: Promise<Began>): Known {
  let isSettled = false;
  void began.then(() => {
    isSettled = true;
  });
  return { began, isSettled: () => isSettled };
}

/** Pages set their URL as soon as they are there: before the document was known it is the same one. */
async function isAnother(before: Known, now: Promise<Began>): Promise<boolean> {
  const wasKnown = before.isSettled();
  const began = await now;
  if (began === undefined) return true;
  return wasKnown && (await before.began) !== began;
}

async function askPatiently(): Promise<Began> {
  for (let question = 1; question <= MOST_QUESTIONS; question += 1) {
    const began = await ask();
    if (began !== undefined) return began;
    await new Promise((done) => setTimeout(done, PAUSE));
  }
  return undefined;
}

async function ask(): Promise<Began> {
  return (await askWithAddress())?.began;
}

/**
 * Firefox (153) says that a page was left, and may go on to ask the document before it for half a second and more. After a download that
 * is the document which stays.
 */
async function askPageAt(url: string): Promise<Began> {
  for (let question = 1; ; question += 1) {
    const answer = await askWithAddress();
    if (!answer || answer.address === url || question === MOST_QUESTIONS) return answer?.began;
    await new Promise((done) => setTimeout(done, PAUSE));
  }
}

async function askWithAddress(): Promise<{ readonly began: number; readonly address: unknown } | undefined> {
  const answer = await within(PATIENCE, valueInPage('[performance.timeOrigin, location.href]'));
  const [began, address] = Array.isArray(answer) ? answer : [];
  return typeof began === 'number' ? { began, address } : undefined;
}
