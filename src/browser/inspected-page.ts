import { isWebOrigin } from './origins.ts';

export const tabId = chrome.devtools.inspectedWindow.tabId;

/**
 * The origin of the inspected page, asked of the page's own `location`, which no script can redefine. The tabs
 * interface would not tell it without permission for the page.
 * @returns undefined where the browser lets no extension in (Chromium refuses the question) and for files
 */
export function pageOrigin(): Promise<string | undefined> {
  return new Promise((resolve) => {
    chrome.devtools.inspectedWindow.eval('location.origin', (...answer: unknown[]) => {
      const [origin] = answer;
      resolve(typeof origin === 'string' && isWebOrigin(origin) ? origin : undefined);
    });
  });
}

export function reloadPage(): void {
  chrome.devtools.inspectedWindow.reload({});
}
