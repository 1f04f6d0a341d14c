import type { Browser, Page } from 'puppeteer-core';
import { launchChromium, openPanel } from '../../e2e/chromium.ts';
import { switchOnDebug } from '../panel-driver.ts';
import { startStack } from '../stack.ts';
import { buildExtension } from './extension.ts';

/** The demo on a display: the agent page with the panel open and debug mode on, until the browser is closed. */
export async function showDemo(): Promise<void> {
  const extensionDir = await buildExtension('loopback');
  const stack = await startStack();
  const { browser, page } = await openWindow(extensionDir, stack.agent);
  const { panel } = await openPanel(browser, page);
  await switchOnDebug(panel, new URL(stack.agent).origin, stack.proxy);
  console.log(`
Agent page     ${stack.agent}
LiteLLM proxy  ${stack.proxy}
Its key        ${stack.key}

Press the page's buttons and watch the Hopscope panel. Close the browser or press Ctrl-C to stop everything.`);
  await closed(browser);
  await stack.stop();
}

/** The person's own agent UI, with the extension as people install it: debug mode asks for permission. */
export async function showOwn(url: string): Promise<void> {
  const extensionDir = await buildExtension('production');
  const { browser, page } = await openWindow(extensionDir, url);
  await openPanel(browser, page);
  console.log(`
${url} is open with the Hopscope panel beside it. To see LiteLLM's debug headers, switch debug mode on in the panel.
Close the browser or press Ctrl-C to stop.`);
  await closed(browser);
}

async function openWindow(extensionDir: string, url: string): Promise<{ browser: Browser; page: Page }> {
  const browser = await launchChromium({ extensionDir, headless: false });
  const [page = await browser.newPage()] = await browser.pages();
  await page.goto(url);
  return { browser, page };
}

function closed(browser: Browser): Promise<void> {
  return new Promise((resolve) => browser.once('disconnected', () => resolve()));
}
