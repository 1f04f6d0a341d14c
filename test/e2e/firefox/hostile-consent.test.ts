import type { Browser } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { expectOnlyText, installLooker } from '../hostile-look.ts';
import { HOSTILE_TEXTS } from '../hostile-texts.ts';
import { DIST } from './build.ts';
import { EXTENSION, inChrome, UNTIL } from './chrome-script.ts';
import { inDocument } from './document.ts';
import { launchFirefox } from './launch.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await launchFirefox({ extensionDir: DIST });
});

afterAll(() => browser?.close());

it('the window that asks for permission names origins of web sites, and no other text', async () => {
  const asked = ['http://127.0.0.1:4000', ...HOSTILE_TEXTS, 'https://litellm.example'];
  const query = new URLSearchParams(asked.map((text) => ['origin', text]));
  const id = await inChrome<number>(
    browser,
    `${EXTENSION}${UNTIL}
    const address = extension.baseURI.resolve('/src/consent/consent.html') + '?${query.toString().replaceAll("'", '%27')}';
    const tab = gBrowser.addTab(address, { triggeringPrincipal: extension.principal });
    gBrowser.selectedTab = tab;
    return until(() => {
      const { browsingContext } = tab.linkedBrowser;
      return browsingContext.currentWindowGlobal?.documentURI.spec.includes('consent.html') && browsingContext.id;
    });`,
  );
  const page = { evaluate: (code: unknown) => inDocument(browser, id, String(code)) };
  await page.evaluate(
    `(async () => { while (document.readyState !== 'complete') await new Promise((again) => setTimeout(again, 20)); })()`,
  );
  await page.evaluate(`(${installLooker.toString()})(); looker.look()`);
  await expectOnlyText(page as Parameters<typeof expectOnlyText>[0]);
  expect(
    await page.evaluate(`[...document.querySelectorAll('li')].map(({ textContent }) => textContent)`),
  ).toEqual(['http://127.0.0.1:4000', 'https://litellm.example']);
});
