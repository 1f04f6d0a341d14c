import type { Browser } from 'puppeteer-core';
import { inChrome, UNTIL } from './chrome-script.ts';
import { inDocument } from './document.ts';

/** For `inChrome`: `asking`, the window of Hopscope's own that asks for permission; undefined when there is none. */
const ASKING = `
  const asking = [...Services.wm.getEnumerator('navigator:browser')].find(({ gBrowser }) =>
    gBrowser?.selectedBrowser.currentURI.spec.includes('/src/consent/consent.html'));`;

/** The addresses of the windows in which Hopscope asks for permission. */
export function askingWindows(browser: Browser): Promise<readonly string[]> {
  return inChrome(
    browser,
    `return [...Services.wm.getEnumerator('navigator:browser')]
      .map(({ gBrowser }) => gBrowser?.selectedBrowser.currentURI.spec ?? '')
      .filter((url) => url.includes('/src/consent/consent.html'));`,
  );
}

/** Goes on from the window in which Hopscope asks for permission to Firefox's own prompt, and answers that. */
export async function answerPrompt(browser: Browser, answer: 'allow' | 'refuse'): Promise<void> {
  const id = await inChrome<number>(
    browser,
    `${UNTIL}
    return until(() => {${ASKING}
      const { browsingContext } = asking?.gBrowser.selectedBrowser ?? {};
      return browsingContext?.currentWindowGlobal?.isInitialDocument === false && browsingContext.id;
    });`,
  );
  await inDocument(
    browser,
    id,
    `(async () => {
      while (document.readyState !== 'complete') await new Promise((again) => setTimeout(again, 20));
    })()`,
  );
  // Alone, as what comes after a wait is no click any more.
  await inDocument(browser, id, `document.querySelector('button').click()`);
  await inChrome(
    browser,
    `${UNTIL}${ASKING}
    // Again: in a window that is not active yet, a click makes it so and no more.
    await until(() => {
      if (asking.closed) return true;
      const prompt = asking.document.querySelector('popupnotification[popupid="addon-webext-permissions"]:not([hidden])');
      prompt?.${answer === 'allow' ? 'button' : 'secondaryButton'}.click();
      return false;
    });`,
  );
}
