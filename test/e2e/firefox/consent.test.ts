import type { Browser, Page } from 'puppeteer-core';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { eventually } from '../../eventually.ts';
import { closeAfterAll } from '../closing.ts';
import { openTabWith } from '../open-tab.ts';
import { click, fill, type Panel, waitForElement, waitForForm, waitForText } from '../panel.ts';
import { type Server, startServer } from '../server.ts';
import { DIST } from './build.ts';
import { launchFirefox } from './launch.ts';
import { answerPrompt, askingWindows } from './prompt.ts';
import { killBackground, openPanel } from './toolbox.ts';

const ELSEWHERE = 'http://elsewhere.test';

const closing = closeAfterAll();
let browser: Browser;
let site: Server;
let page: Page;
let panel: Panel;

beforeAll(async () => {
  site = closing(await startServer());
});

beforeEach(async () => {
  browser = await launchFirefox({ extensionDir: DIST });
  page = (await browser.pages())[0] as Page;
  await page.goto(site.origin);
  ({ panel } = await openPanel(page));
});

afterEach(() => browser?.close());

/** Asks for a gateway in a panel, as far as Hopscope's own window. */
async function askFor(origin: string, of: Panel): Promise<void> {
  await click(of, '[role="switch"]');
  await fill(of, 'form input[type="text"]', origin);
  await waitForForm(of, site.origin);
  await click(of, 'form button[type="submit"]');
  await waitForText(of, 'Waiting for your answer');
}

/** Waits until the windows that ask are so many, each for a gateway. */
const expectWindows = (...gateways: readonly string[]): Promise<void> =>
  eventually(async () => {
    const asked = (await askingWindows(browser)).map((url) => new URL(url).searchParams.getAll('origin'));
    expect(asked).toEqual(gateways.map((gateway) => expect.arrayContaining([gateway])));
  });

it('a background that was killed while the person is asked leaves the window to the next', async () => {
  await askFor(ELSEWHERE, panel);
  await expectWindows(ELSEWHERE);
  await killBackground(browser);
  await answerPrompt(browser, 'allow');
  await waitForElement(panel, '[role="switch"][aria-checked="true"]');
  await expectWindows();
});

it('two panels share the window for the same question, and another question takes its place', async () => {
  const { panel: second } = await openTabWith(openPanel, browser, site.origin);
  const { panel: last } = await openTabWith(openPanel, browser, site.origin);
  await askFor(ELSEWHERE, panel);
  await expectWindows(ELSEWHERE);
  await askFor(ELSEWHERE, second);
  await expectWindows(ELSEWHERE);
  await askFor(site.origin, last);
  await expectWindows(site.origin);
  for (const each of [panel, second]) await waitForText(each, 'Permission was not given');
  await answerPrompt(browser, 'allow');
  await waitForElement(last, '[role="switch"][aria-checked="true"]');
});
