import type { Frame } from 'puppeteer-core';

/**
 * The panel's own document, as far as tests of every browser reach into it. Functions go there as text: they name
 * nothing from outside of themselves.
 */
export type Panel = Pick<Frame, 'evaluate' | '$eval' | '$$eval' | 'waitForFunction'> & {
  /** Evaluates in the background, where the panel itself has not the extension's whole API. */
  readonly inBackground?: (expression: string) => Promise<unknown>;
  /** So many milliseconds without a new request tell that all have come, where the browser tells of them late. */
  readonly quietAfter?: number;
};

/** Evaluates where the extension's whole API is. */
export function withApi(panel: Panel, expression: string): Promise<unknown> {
  return panel.inBackground ? panel.inBackground(expression) : panel.evaluate(expression);
}

/** Waits until an expression is true in the panel. */
export async function waitFor(panel: Panel, expression: string): Promise<void> {
  // Not on mutations: puppeteer's observer is told of no text that changes within its node.
  await panel.waitForFunction(expression, { polling: 20 });
}

/** Waits until an element is there. */
export function waitForElement(panel: Panel, selector: string): Promise<void> {
  return waitFor(panel, `document.querySelector(${JSON.stringify(selector)})`);
}

/** Waits until the panel shows a text. */
export function waitForText(panel: Panel, text: string): Promise<void> {
  return waitFor(panel, `document.body.textContent.includes(${JSON.stringify(text)})`);
}

/** Waits until the form of the switch names the page: the panel can't switch on before it knows it. */
export function waitForForm(panel: Panel, page: string): Promise<void> {
  return waitFor(panel, `document.querySelector('form')?.textContent.includes('${page}')`);
}

/** Clicks an element, once it is there. By script: a mouse click would wait for a frame, which a window behind another never draws. */
export function click(panel: Panel, selector: string): Promise<void> {
  return clickFirst(panel, `document.querySelector(${JSON.stringify(selector)})`);
}

/** Clicks what an expression finds, once it finds something, and at once: it may be gone a moment later. */
export function clickFirst(panel: Panel, expression: string): Promise<void> {
  return waitFor(panel, `((found) => { found?.click(); return found != null; })(${expression})`);
}

/** Writes into a field, once it is there. */
export async function fill(panel: Panel, selector: string, text: string): Promise<void> {
  await waitForElement(panel, selector);
  await panel.$eval(
    selector,
    (input, value) => {
      (input as HTMLInputElement).value = value;
      input.dispatchEvent(new InputEvent('input', { bubbles: true }));
    },
    text,
  );
}
