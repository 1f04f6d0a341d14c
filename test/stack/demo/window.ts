import type { Browser, Page } from 'puppeteer-core';
import { launchChromium, openPanel } from '../../e2e/chromium.ts';
import { switchOnDebug } from '../panel-driver.ts';
import { startStack } from '../stack.ts';
import { buildExtension } from './extension.ts';

/** The demo on a display: the agent page with the panel open and debug mode on, until the browser is closed. */
export async function showDemo(): Promise<void> {
  const extensionDir = await buildExtension('loopback');
  const stack = await startStack();
  const { browser, page } = await openWindow(extensionDir);
  await page.goto(stack.agent);
  const { panel } = await openPanel(page);
  await switchOnDebug(panel, new URL(stack.agent).origin, ...stack.gateways);
  console.log(`
Agent page     ${stack.agent}
LiteLLM proxy  ${stack.proxy}
Its key        ${stack.key}

Press the page's buttons and watch the Hopscope panel. Close the browser or press Ctrl-C to stop everything.`);
  await closed(browser);
  await stack.close();
}

/** The person's own agent UI, with the extension as people install it: debug mode asks for permission. */
export async function showOwn(url: string): Promise<void> {
  const extensionDir = await buildExtension('production');
  const { browser, page } = await openWindow(extensionDir);
  try {
    await page.goto(url, { waitUntil: 'domcontentloaded' });
    await openPanel(page);
    console.log(`\n${url} is open with the Hopscope panel beside it. Debug mode is switched on there.`);
  } catch (error) {
    // The browser shows what is wrong (a server not started, a certificate) and lets the person go on from there.
    const reason = error instanceof Error ? error.message : String(error);
    console.error(`\n${url} did not open: ${reason}\nOnce it does, choose Hopscope in DevTools.`);
  }
  console.log('Close the browser or press Ctrl-C to stop.');
  await closed(browser);
}

async function openWindow(extensionDir: string): Promise<{ browser: Browser; page: Page }> {
  const browser = await launchChromium({ extensionDir, headless: false });
  const [page = await browser.newPage()] = await browser.pages();
  return { browser, page };
}

function closed(browser: Browser): Promise<void> {
  return new Promise((resolve) => browser.once('disconnected', () => resolve()));
}
