import type { Browser } from 'puppeteer-core';
import { inChrome } from './chrome-script.ts';

/**
 * Runs a script in a document of the extension: WebDriver does not reach those that stand in DevTools. A script of
 * Firefox's own goes to the document's process and evaluates there as the debugger does, whatever the page's
 * content-security policy says, and, until the script waits, as if the person clicked.
 * @param id of the document's browsing context
 * @returns its last value, or what that promises, by way of JSON
 * @throws what it throws or rejects with
 */
export function inDocument<T>(browser: Browser, id: number, expression: string): Promise<T> {
  return inChrome<T>(
    browser,
    `const { messageManager } = BrowsingContext.get(${id}).embedderElement;
    const name = 'hopscope-' + crypto.randomUUID();
    const answer = new Promise((resolve) => {
      messageManager.addMessageListener(name, function receive({ data }) {
        messageManager.removeMessageListener(name, receive);
        resolve(data);
      });
    });
    const script = '(' + ${JSON.stringify(evaluate.toString())} + ')(' + JSON.stringify(name) + ', ' + ${JSON.stringify(
      JSON.stringify(expression),
    )} + ')';
    messageManager.loadFrameScript('data:application/javascript;charset=utf-8,' + encodeURIComponent(script), false);
    const { json, error } = await answer;
    if (error !== undefined) throw new Error(error);
    return json === undefined ? undefined : JSON.parse(json);`,
  );
}

interface Completion {
  readonly return?: unknown;
  readonly throw?: { unsafeDereference(): unknown };
}

// What Firefox gives a frame script.
declare const ChromeUtils: { importESModule(url: string): { addDebuggerToGlobal(global: object): void } };
declare const content: {
  readonly windowUtils: { setHandlingUserInput(on: boolean): { destruct(): void } };
};
declare const Debugger: new () => {
  makeGlobalObjectReference(global: object): {
    executeInGlobalWithBindings(code: string, bindings: object): Completion;
  };
};
declare function sendAsyncMessage(name: string, data: object): void;

/** Runs in the document's process, beside the document. It names nothing of this file. */
async function evaluate(name: string, code: string): Promise<void> {
  try {
    ChromeUtils.importESModule('resource://gre/modules/jsdebugger.sys.mjs').addDebuggerToGlobal(globalThis);
    const page = new Debugger().makeGlobalObjectReference(content);
    const input = content.windowUtils.setHandlingUserInput(true);
    const ran = page.executeInGlobalWithBindings(code, {});
    input.destruct();
    if (ran.throw) throw ran.throw.unsafeDereference();
    const toJson = '(async () => JSON.stringify(await value))()';
    const done = page.executeInGlobalWithBindings(toJson, { value: ran.return });
    const json = (done.return as { unsafeDereference(): Promise<string | undefined> }).unsafeDereference();
    sendAsyncMessage(name, { json: await json });
  } catch (error) {
    sendAsyncMessage(name, { error: String(error) });
  }
}
