import { within } from '../ports/within.ts';
import { isFirefox } from './firefox.ts';
import { valueInPage } from './inspected-page.ts';

/** So many milliseconds a page may take to answer. One that is busy for longer sends nothing meanwhile. */
const PATIENCE = 10_000;

/** So many milliseconds pass until a document that is just coming is asked again, and so often it is. */
const PAUSE = 50;
const MOST_QUESTIONS = 40;

/** The document that a page has; undefined where none says so. */
type Document =
  | {
      /** By its own clock, as it has it for life. */
      readonly id: number;
      readonly address: unknown;
      /** It began then or before, in milliseconds since the epoch by the clock here. */
      readonly began: number;
    }
  | undefined;

/** What the browser told of a navigation, and the document that answered since: undefined until one did, or none did in time. */
interface Told {
  readonly at: number;
  /** Where the document is, as far as it was told: a download leads it nowhere. */
  url?: unknown;
  answered?: { readonly document: Document };
}

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
  let last: Told = { at: Date.now() };
  void keepAnswer(last, askPatiently());
  const receive = (url: string) => {
    const before = { ...last };
    const now: Told = { url, at: Date.now() };
    last = now;
    const document = isFirefox() ? askUntilAnother(before, url) : ask();
    const isNew = document.then((known) => isAnother(known, before, url));
    void isNew.then((told) => {
      if (!told) now.url = before.url;
    });
    void keepAnswer(
      now,
      document.then((known) =>
        known && !(isAnother(known, before, url) && isSilent(known, before)) ? known : askPatiently(known),
      ),
    );
    listener(url, isNew);
  };
  chrome.devtools.network.onNavigated.addListener(receive);
  return () => chrome.devtools.network.onNavigated.removeListener(receive);
}

async function keepAnswer(told: Told, answer: Promise<Document>): Promise<void> {
  const document = await answer;
  told.answered = { document };
  told.url ??= document?.address;
}

/**
 * Whether a document is another one than that of the navigation before. The same document may have answered then, if it came between
 * that word and the question: it is younger than the word. In Firefox, where nothing is told of a URL that is only set, a page that is
 * where it was sent is another, unless it was there before.
 */
function isAnother(document: Document, before: Told, url: string): boolean {
  if (!document) return true;
  if (before.answered && before.answered.document?.id !== document.id) return true;
  // As it was reckoned first: a page's own clock stands still while the computer sleeps.
  const { began } = before.answered?.document ?? document;
  const isYounger = began > before.at;
  if (!isFirefox()) return isYounger;
  return document.address === url && (isYounger || !before.answered || before.url !== url);
}

/** Whether nothing but the address, which a page may have set itself, says that a document is another: the new one may be to come. */
const isSilent = (document: NonNullable<Document>, { answered, at }: Told): boolean =>
  isFirefox() && answered?.document?.id === document.id && answered.document.began <= at;

/** @param gone the document that is no answer, if another comes in time */
async function askPatiently(gone?: Document): Promise<Document> {
  for (let question = 1; question <= MOST_QUESTIONS; question += 1) {
    const document = await ask();
    if (document && document.id !== gone?.id) return document;
    await new Promise((done) => setTimeout(done, PAUSE));
  }
  return gone;
}

/**
 * Firefox (153) says that a page was left, and may go on to ask the document before it for half a second and more. After a download that
 * is the document which stays.
 */
async function askUntilAnother(before: Told, url: string): Promise<Document> {
  for (let question = 1; ; question += 1) {
    const document = await ask();
    if (isAnother(document, before, url) || question === MOST_QUESTIONS) return document;
    await new Promise((done) => setTimeout(done, PAUSE));
  }
}

async function ask(): Promise<Document> {
  const asked = Date.now();
  const answer = await within(
    PATIENCE,
    valueInPage('[performance.timeOrigin, location.href, performance.now()]'),
  );
  const [id, address, age] = Array.isArray(answer) ? answer : [];
  return typeof id === 'number' && typeof age === 'number' ? { id, address, began: asked - age } : undefined;
}
