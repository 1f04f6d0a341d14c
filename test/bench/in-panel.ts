import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'puppeteer-core';
import { DIST_LOOPBACK } from '../e2e/build.ts';
import { launchChromium, type OpenPanel, openPanel, undock } from '../e2e/chromium.ts';
import { openFile } from '../e2e/file-driver.ts';
import { startServer } from '../e2e/server.ts';
import { manyEntries } from './many.ts';

/** The panel in a window of its own, in the DevTools of an empty page. */
export interface Opened extends OpenPanel {
  readonly browser: Browser;
  readonly page: Page;
  /** A folder that goes when the measuring ends. */
  readonly folder: string;
}

/** Opens the panel in a new Chromium, measures there, and closes all of it. */
export async function inPanel<T>(measure: (opened: Opened) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'hopscope-bench-'));
  const site = await startServer();
  const browser = await launchChromium({ extensionDir: DIST_LOOPBACK, headless: true });
  try {
    const page = await browser.newPage();
    await page.goto(site.origin);
    const opened = await openPanel(page);
    await undock(opened.devtools);
    return await measure({ ...opened, browser, page, folder });
  } finally {
    await browser.close();
    site.close();
    await rm(folder, { recursive: true });
  }
}

/** A HAR file of so many entries, as text. */
export function manyText(count: number): string {
  const log = { version: '1.2', creator: { name: 'bench', version: '1' }, entries: manyEntries(count) };
  return JSON.stringify({ log });
}

/** Opens a large HAR file in the panel, and brings it to the front, where it draws. */
export async function openLarge({ panel, devtools, folder }: Opened, text: string): Promise<void> {
  await devtools.bringToFront();
  devtools.setDefaultTimeout(300_000);
  const file = join(folder, 'many.har');
  await writeFile(file, text);
  await openFile(panel, file);
}
