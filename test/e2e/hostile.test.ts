import type { Browser, Frame, Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DIST_LOOPBACK } from './build.ts';
import { launchChromium, openPanel, undock } from './chromium.ts';
import { hostileHar, PLACES } from './hostile-har.ts';
import { HOSTILE_TEXTS, INVISIBLE } from './hostile-texts.ts';
import { walkPanel } from './hostile-walk.ts';
import { type Server, startServer } from './server.ts';

let browser: Browser;
let site: Server;
let panel: Frame;
let devtools: Page;
const requests: string[] = [];

beforeAll(async () => {
  site = await startServer();
  browser = await launchChromium({ extensionDir: DIST_LOOPBACK, headless: true });
  const page = await browser.newPage();
  await page.goto(site.origin);
  ({ panel, devtools } = await openPanel(browser, page));
  await undock(devtools);
  // A window behind another draws no frames, and the list no rows.
  await devtools.bringToFront();
  devtools.on('request', (request) => requests.push(request.url()));
  await panel.evaluate(() => {
    const watched = globalThis as unknown as { blocked: string[] };
    watched.blocked = [];
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      watched.blocked.push(`${violatedDirective} ${blockedURI}`),
    );
  });
});

afterAll(async () => {
  await browser?.close();
  site?.close();
});

it('has sixty texts', () => {
  expect(new Set(HOSTILE_TEXTS).size).toBe(60);
});

it.each(HOSTILE_TEXTS.map((text) => ({ text, name: JSON.stringify(text) })))(
  'shows $name as text',
  // Seventeen places, tab by tab: a second on a machine that does nothing else.
  { timeout: 180_000 },
  async ({ text }) => {
    const address = panel.url();
    const { shown, elements, invisible } = await panel.evaluate(
      walkPanel,
      hostileHar(text),
      `file-name→${text}.har`,
      `filter→${text}`,
    );
    expect(elements).toEqual([]);
    expect(invisible).toEqual([]);
    const missing = [...PLACES, 'file-name', 'filter'].filter(
      (place) => !shown.includes(`${place}→${spelled(text)}`),
    );
    expect(missing).toEqual([]);
    expect(await panel.evaluate('({ ran: globalThis.ran, blocked })')).toEqual({
      ran: undefined,
      blocked: [],
    });
    expect(panel.url()).toBe(address);
    expect(requests.filter((url) => !/^(devtools|chrome-extension|blob):/.test(url))).toEqual([]);
  },
);

/** A text as it has to look: what nobody would see, by its number. */
function spelled(text: string): string {
  const hidden = new Set(INVISIBLE.join('').replaceAll(/[ -~]/g, ''));
  // The joiner of an emoji is no more hidden than the emoji.
  if (text.includes('👩')) return text;
  const number = (each: string) => each.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0');
  return Array.from(text, (each) => (hidden.has(each) ? `⟨U+${number(each)}⟩` : each)).join('');
}
