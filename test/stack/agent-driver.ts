import type { Page } from 'puppeteer-core';

/** How a scenario ended in the agent page. */
export interface Played {
  readonly failed: boolean;
  /** The result line. */
  readonly text: string;
}

/** Clicks a scenario's button in the agent page and waits until the page shows a result. */
export async function playScenario(page: Page, id: string): Promise<Played> {
  const item = `[data-scenario="${id}"]`;
  // Neither a mouse click nor polling by frames works in a tab behind another, which draws no frames.
  await page.$eval(`${item} button`, (button) => (button as HTMLButtonElement).click());
  await page.waitForFunction(
    (selector) => document.querySelector(selector)?.matches('[data-state="done"], [data-state="failed"]'),
    { polling: 'mutation', timeout: 90_000 },
    item,
  );
  return page.$eval(item, (element) => ({
    failed: element.getAttribute('data-state') === 'failed',
    text: element.querySelector('output')?.textContent ?? '',
  }));
}
