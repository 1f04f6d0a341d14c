import type { Browser } from 'puppeteer-core';
import { PATIENCE } from '../../eventually.ts';
import type { Panel } from '../panel.ts';
import { EXTENSION, inChrome, UNTIL } from './chrome-script.ts';
import { inDocument } from './document.ts';

type Run = string | ((...args: readonly never[]) => unknown);

/**
 * The panel in Firefox, with the same verbs as a frame of puppeteer's.
 * @param id of its browsing context
 */
export function panelOf(browser: Browser, id: number): Panel {
  const evaluate = (run: Run, ...args: readonly unknown[]) => inDocument(browser, id, call(run, args));
  return {
    evaluate,
    $eval: (selector: string, run: Run, ...args: readonly unknown[]) =>
      inDocument(browser, id, call(run, args, `document.querySelector(${JSON.stringify(selector)})`)),
    $$eval: (selector: string, run: Run, ...args: readonly unknown[]) =>
      inDocument(browser, id, call(run, args, `[...document.querySelectorAll(${JSON.stringify(selector)})]`)),
    waitForFunction: (run: Run, _options: object, ...args: readonly unknown[]) =>
      evaluate(`(async () => {
        const end = Date.now() + ${PATIENCE};
        while (!(await (${call(run, args)}))) {
          if (Date.now() > end) throw new Error('still not so in the panel: ' + ${JSON.stringify(String(run))});
          await new Promise((again) => setTimeout(again, 50));
        }
      })()`),
    quietAfter: 500,
    inBackground: (expression: string) => inBackground(browser, expression),
  } as unknown as Panel;
}

/** Evaluates in the background's page, which is started when the browser has ended it. */
export async function inBackground(browser: Browser, expression: string): Promise<unknown> {
  return inDocument(browser, await backgroundOf(browser), expression);
}

/** The browsing context of the background's page, which is started when the browser has ended it. */
function backgroundOf(browser: Browser): Promise<number> {
  return inChrome(
    browser,
    `${EXTENSION}${UNTIL}
    await extension.wakeupBackground();
    const view = await until(() => [...extension.views].find(({ viewType }) => viewType === 'background'));
    return view.xulBrowser.browsingContext.id;`,
  );
}

function call(run: Run, args: readonly unknown[], ...first: readonly string[]): string {
  if (typeof run === 'string') return run;
  return `(${String(run)})(${[...first, ...args.map((each) => JSON.stringify(each))].join(', ')})`;
}
