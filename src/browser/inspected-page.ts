import { isWebOrigin } from '../exchange/origin.ts';

export const tabId = chrome.devtools.inspectedWindow.tabId;

/**
 * The value of an expression in the page; undefined where it has none, the page is just coming, or the browser lets no extension in
 * (Chromium refuses the question). It must read what scripts have no hand in, or the page could notice.
 */
export function valueInPage(expression: string): Promise<unknown> {
  return new Promise((resolve) => {
    chrome.devtools.inspectedWindow.eval(expression, (...answer: unknown[]) => resolve(answer[0]));
  });
}

/**
 * The origin of the inspected page, asked of the page's own `location`, which no script can redefine. The tabs
 * interface would not tell it without permission for the page.
 * @returns undefined where the browser lets no extension in and for files
 */
export async function pageOrigin(): Promise<string | undefined> {
  const origin = await valueInPage('location.origin');
  return typeof origin === 'string' && isWebOrigin(origin) ? origin : undefined;
}

export function reloadPage(): void {
  chrome.devtools.inspectedWindow.reload({});
}
