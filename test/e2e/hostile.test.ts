import type { Frame, Page } from 'puppeteer-core';
import { beforeAll, expect, it } from 'vitest';
import { DIST_LOOPBACK } from './build.ts';
import { launchChromium, openPanel, undock } from './chromium.ts';
import { closeAfterAll } from './closing.ts';
import { hostileHar, PLACES } from './hostile-har.ts';
import { expectOnlyText, installLooker } from './hostile-look.ts';
import { spelled } from './hostile-spelled.ts';
import { HOSTILE_TEXTS } from './hostile-texts.ts';
import {
  copyFrom,
  walkExport,
  walkGatewayForm,
  walkMenus,
  walkOddFiles,
  walkRows,
  walkRulePages,
} from './hostile-walk.ts';
import { openTabWith } from './open-tab.ts';
import { startServer } from './server.ts';
import { sized } from './sized.ts';

const closing = closeAfterAll();
let panel: Frame;
let devtools: Page;
const requests: string[] = [];

beforeAll(async () => {
  const site = closing(await startServer());
  const browser = closing(await launchChromium({ extensionDir: DIST_LOOPBACK, headless: true }));
  ({ panel, devtools } = await openTabWith(openPanel, browser, site.origin));
  await undock(devtools);
  // A window behind another draws no frames, and the list no rows.
  await devtools.bringToFront();
  devtools.on('request', (request) => requests.push(request.url()));
  await panel.evaluate(installLooker);
  const session = await browser.target().createCDPSession();
  // What is exported is looked at in the panel, and by the tests of reports.
  await session.send('Browser.setDownloadBehavior', { behavior: 'deny' });
});

it('has sixty texts', () => {
  expect(new Set(HOSTILE_TEXTS).size).toBe(60);
});

/** Each text by itself is shown in a document without a browser, too (panel/hostile.test.tsx). */
const WALKS: readonly string[] = sized({ test: inTens(HOSTILE_TEXTS), soak: HOSTILE_TEXTS });

it.each(WALKS.map((text) => ({ text, name: JSON.stringify(text) })))(
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

/** The texts in groups of ten, each of which is one text. */
function inTens(texts: readonly string[]): readonly string[] {
  const groups = Math.ceil(texts.length / 10);
  return Array.from({ length: groups }, (_, index) => texts.slice(index * 10, index * 10 + 10).join(' '));
}
