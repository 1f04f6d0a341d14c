import type { Page } from 'puppeteer-core';

/** What clients of MCP accept. */
export const MCP_ACCEPT = { accept: 'application/json, text/event-stream' };

/** A request for the list of tools. @param headers besides the media type */
export const listTools = (headers: Readonly<Record<string, string>> = {}): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' }),
});

/** Has a page fetch, and waits for the whole response. @throws what fetch throws */
export async function fetchIn(page: Page, url: string, init: RequestInit): Promise<void> {
  await page.evaluate(async (target, how) => (await fetch(target, how)).text(), url, init);
}

/** Has a page fetch. Settles with the response's text, or with the error's. */
export function settleIn(page: Page, url: string, init: RequestInit): Promise<string> {
  return page.evaluate(
    async (target, how) => {
      try {
        return await (await fetch(target, how)).text();
      } catch (error) {
        return String(error);
      }
    },
    url,
    init,
  );
}
