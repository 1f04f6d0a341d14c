import type { Browser } from 'puppeteer-core';

/** What is used of the WebDriver BiDi connection that puppeteer-core keeps for a Firefox; its types leave it out. */
interface Bidi {
  send(method: string, parameters: object): Promise<{ readonly result: unknown }>;
}

interface Evaluated {
  readonly result?: { readonly value?: unknown };
  readonly exceptionDetails?: { readonly text: string };
}

/**
 * Runs the body of an async function with the rights of Firefox itself, in its first window. Firefox lets in who started
 * it with `--remote-allow-system-access` (`moz:scope` of `browsingContext.getTree`; 153).
 * @returns what it returns, by way of JSON
 * @throws what it throws
 */
export async function inChrome<T>(browser: Browser, body: string): Promise<T> {
  const bidi = (browser as unknown as { readonly connection: Bidi }).connection;
  const { contexts } = (await bidi.send('browsingContext.getTree', { 'moz:scope': 'chrome' })).result as {
    readonly contexts: readonly { readonly context: string }[];
  };
  const { result } = await bidi.send('script.evaluate', {
    expression: `(async () => JSON.stringify(await (async () => { ${body} })()))()`,
    target: { context: contexts[0]?.context },
    awaitPromise: true,
  });
  const { result: value, exceptionDetails } = result as Evaluated;
  if (exceptionDetails) throw new Error(exceptionDetails.text);
  return (typeof value?.value === 'string' ? JSON.parse(value.value) : undefined) as T;
}

/** For `inChrome`: `extension`, Firefox's own object for Hopscope. */
export const EXTENSION = `
  const extension = WebExtensionPolicy.getActiveExtensions().find(({ name }) => name === 'Hopscope').extension;`;

/** For `inChrome`: `toolbox`, the DevTools of the tab in front; undefined when they are closed. */
export const TOOLBOX = `
  const { require } = ChromeUtils.importESModule('resource://devtools/shared/loader/Loader.sys.mjs');
  const { gDevTools } = require('devtools/client/framework/devtools');
  const toolbox = gDevTools.getToolboxForTab(gBrowser.selectedTab);`;

/** For `inChrome`: `until(ask)` asks again and again, and returns the first answer that is not falsy. */
export const UNTIL = `
  const until = async (ask) => {
    for (;;) {
      const answer = await ask();
      if (answer) return answer;
      await new Promise((again) => setTimeout(again, 20));
    }
  };`;
