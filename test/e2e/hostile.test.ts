import type { Browser, Frame, Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DIST_LOOPBACK } from './build.ts';
import { launchChromium, openPanel, undock } from './chromium.ts';
import { hostileHar, PLACES } from './hostile-har.ts';
import { expectOnlyText, installLooker } from './hostile-look.ts';
import { HOSTILE_TEXTS, INVISIBLE } from './hostile-texts.ts';
import {
  copyFrom,
  walkExport,
  walkGatewayForm,
  walkMenus,
  walkOddFiles,
  walkRows,
  walkRulePages,
} from './hostile-walk.ts';
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
  await panel.evaluate(installLooker);
  const session = await browser.target().createCDPSession();
  // What is exported is looked at in the panel, and by the tests of reports.
  await session.send('Browser.setDownloadBehavior', { behavior: 'deny' });
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
  // All of the panel, tab by tab: two seconds on a machine that does nothing else.
  { timeout: 180_000 },
  async ({ text }) => {
    const address = panel.url();
    await panel.evaluate(walkRows, hostileHar(text), `file-name→${text}.har`, `filter→${text}`);
    const shown = await expectOnlyText(panel);
    const missing = [...PLACES, 'file-name', 'filter'].filter(
      (place) => !shown.includes(`${place}→${spelled(text)}`),
    );
    expect(missing).toEqual([]);
    for (const [label, row] of await panel.evaluate(walkMenus)) {
      await panel.evaluate(copyFrom, row, label);
      await devtools.keyboard.press('v', { commands: ['Paste'] });
      expect(await panel.evaluate('pasted')).not.toBe('');
    }
    await expectOnlyText(panel);
    await panel.evaluate(walkExport);
    await expectOnlyText(panel);
    await panel.evaluate(walkOddFiles, `broken→${text}.har`, `empty→${text}.har`, text);
    const odd = await expectOnlyText(panel);
    for (const place of ['broken', 'empty']) expect(odd).toContain(`${place}→${spelled(text)}`);
    await panel.evaluate(walkGatewayForm, text);
    await expectOnlyText(panel);
    expect(panel.url()).toBe(address);
    expect(requests.filter((url) => !/^(devtools|chrome-extension|blob):/.test(url))).toEqual([]);
  },
);

it('shows the pages of rules as text', async () => {
  await panel.evaluate(walkRows, hostileHar('text'), 'rules.har', 'nothing-has-this');
  const rules = await panel.evaluate(walkRulePages);
  expect(rules.length).toBeGreaterThan(5);
  const shown = await expectOnlyText(panel);
  for (const rule of rules) expect(shown).toContain(rule);
});

/** A text as it has to look: what nobody would see, by its number. */
function spelled(text: string): string {
  const hidden = new Set(INVISIBLE.join('').replaceAll(/[ -~]/g, ''));
  // The joiner of an emoji is no more hidden than the emoji.
  if (text.includes('👩')) return text;
  const number = (each: string) => each.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0');
  return Array.from(text, (each) => (hidden.has(each) ? `⟨U+${number(each)}⟩` : each)).join('');
}
