import type { Browser, Page } from 'puppeteer-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { faultsIn } from './axe.ts';
import { closeAfterAll } from './closing.ts';
import { driver } from './driver.ts';
import { startServer } from './server.ts';

const closing = closeAfterAll();
let browser: Browser;
let options: Page;

beforeAll(async () => {
  const gateway = closing(await startServer());
  browser = closing(await driver.launch({ build: 'loopback' }));
  options = await driver.openOptions(browser);
  const page = await browser.newPage();
  await page.goto(gateway.origin);
  // A gateway becomes known by being switched on.
  await options.evaluate(`(async () => {
    const [{ id }] = await chrome.tabs.query({ url: 'http://127.0.0.1/*' });
    await chrome.runtime.sendMessage({ ask: 'debug.set', input: { tabId: id, origins: ['${gateway.origin}'] } });
  })()`);
  await options.bringToFront();
  await options.waitForSelector('input[type="checkbox"]');
});

describe.each(['light', 'dark'] as const)('the options page, %s,', (scheme) => {
  it('has no fault that axe finds, colours and all, paused or not', async () => {
    await driver.prefer(options, scheme);
    await options.waitForSelector(`html[data-theme="${scheme}"]`);
    for (const paused of [true, false]) {
      await options.evaluate(
        `chrome.runtime.sendMessage({ ask: 'options.pause', input: { paused: ${paused} } })`,
      );
      await options.waitForSelector(
        `::-p-aria([name="${paused ? 'Resume' : 'Pause in every tab'}"][role="button"])`,
      );
      expect(await faultsIn(options)).toEqual([]);
    }
  });
});

it('is used by keyboard alone', async () => {
  options = await driver.openOptions(browser);
  await options.waitForSelector('input[type="checkbox"]');
  await tabTo('Pause in every tab');
  await options.keyboard.press('Enter');
  await says('Hopscope is paused');
  // The focus stays where it was, on the way back.
  await options.keyboard.press('Enter');
  await says('Resumed.');
  await tabTo('On by default for');
  await options.keyboard.press(' ');
  await says('is on by default now');
  await tabTo('Remove');
  await options.keyboard.press('Enter');
  await says('None yet');
});

/** By the whole text: puppeteer's search by text (24.43) does not see a text that changes in place. */
async function says(words: string): Promise<void> {
  await options.waitForFunction(`document.querySelector('main').textContent.includes('${words}')`);
}

/** Presses Tab until what has the focus is called so. */
async function tabTo(name: string): Promise<void> {
  const called = `(document.activeElement.closest('label') ?? document.activeElement).textContent`;
  for (let presses = 0; presses < 20; presses += 1) {
    await options.keyboard.press('Tab');
    if (String(await options.evaluate(called)).startsWith(name)) return;
  }
  throw new Error(`No press of Tab came to ${name}.`);
}
