import type { Browser, Page } from 'puppeteer-core';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '../eventually.ts';
import { switchOnDebug } from '../stack/panel-driver.ts';
import { closePages } from './close-pages.ts';
import { closeAfterAll } from './closing.ts';
import { setDebug } from './debug-mode.ts';
import { driver } from './driver.ts';
import { authorizeUrl, finish, type LoginServers, prepare, startLoginServers } from './login-servers.ts';
import { openTab } from './open-tab.ts';
import { click, type Panel } from './panel.ts';

const closing = closeAfterAll();
let browser: Browser;
let servers: LoginServers;
let page: Page;
let panel: Panel;

beforeAll(async () => {
  servers = closing(await startLoginServers());
  browser = closing(await driver.launch({ build: 'loopback' }));
  ({ page, panel } = await openTab(browser, servers.site.origin));
});

beforeEach(async () => {
  await closePages(browser, page);
  await page.goto(servers.site.origin);
  await setDebug(panel, []);
  await click(panel, 'button[aria-label="Clear"]');
  await expectLogins();
});

/** The timelines in the panel: headline, then the steps that are not done, then the number of requests. */
function logins(): Promise<string[]> {
  return panel.$$eval('details.login', (all) =>
    all.map((login) => {
      const open = [...login.querySelectorAll('.login-step:not(.done) .step-line')];
      const requests = login.querySelectorAll('.step-part').length;
      return [
        login.querySelector('summary b')?.textContent,
        ...open.map((line) => line.textContent),
        `${requests} requests`,
      ].join(' | ');
    }),
  );
}

const expectLogins = (...expected: readonly unknown[]) =>
  eventually(async () => expect(await logins()).toEqual(expected));

/** Has the page be asked for a login, and waits until the panel shows it. */
async function begin(): Promise<void> {
  await prepare(page, servers);
  await expectLogins(expect.stringMatching(/^Under way .* 2 requests$/));
}

/** Has a page go to the authorization server, where the user then clicks. */
async function goAway(): Promise<void> {
  await Promise.all([
    page.waitForSelector('#yes'),
    page.evaluate((url) => location.assign(url), authorizeUrl(servers, '1')),
  ]);
}

async function comeBack(answer: '#yes' | '#no'): Promise<void> {
  await Promise.all([page.waitForNavigation(), page.click(answer)]);
}

describe('a login by redirect, Preserve log off', () => {
  it('stays in the recording when the page goes away and comes back, until it is reloaded', async () => {
    await begin();
    await goAway();
    await expectLogins(expect.stringMatching(/^Waiting for the user .* 4 requests$/));
    await comeBack('#yes');
    await expectLogins(expect.stringMatching(/^Under way .* 6 requests$/));
    await finish(page, servers);
    await expectLogins(expect.stringMatching(/^Logged in .* 8 requests$/));
    await page.reload();
    await expectLogins();
  });

  it('that the user refuses stays, too, and says so', async () => {
    await begin();
    await goAway();
    await comeBack('#no');
    await expectLogins(
      expect.stringMatching(/^Failed at: Return to the client .*Return to the clientfailed/),
    );
  });

  it('goes when the user leaves it and opens the page anew', async () => {
    await begin();
    await goAway();
    await expectLogins(expect.stringMatching(/^Waiting for the user .* 4 requests$/));
    await page.goto(servers.site.origin);
    await expectLogins();
  });

  it('keeps no other page’s requests: without a login, a navigation empties the list as ever', async () => {
    await begin();
    await page.goto(servers.gateway.origin);
    await expectLogins();
  });
});

describe('a login in a window that the page opens', () => {
  beforeEach(async () => {
    await switchOnDebug(panel, servers.site.origin, servers.gateway.origin);
    await begin();
  });

  /** Opens the authorization request in a window, and waits until the user could click. */
  async function openWindow(features: string): Promise<Page> {
    const opened = browser.waitForTarget((target) =>
      target.url().startsWith(servers.authorizationServer.origin),
    );
    await page.evaluate(
      (url, how) => void window.open(url, '_blank', how),
      authorizeUrl(servers, '1'),
      features,
    );
    const popup = await (await opened).asPage();
    await popup.waitForSelector('#yes');
    return popup;
  }

  it.each(['popup,width=500,height=600', 'noopener', ''])(
    'takes its place in the timeline: %j',
    async (features) => {
      const popup = await openWindow(features);
      await expectLogins(expect.stringMatching(/^Waiting for the user .* 4 requests$/));
      await Promise.all([popup.waitForNavigation(), popup.click('#yes')]);
      await expectLogins(expect.stringMatching(/^Under way .* 6 requests$/));
      await popup.close();
      await finish(page, servers);
      await expectLogins(expect.stringMatching(/^Logged in .* 8 requests$/));
      expect(
        await panel.$$eval('.grid-row .tag', (tags) => tags.map(({ textContent }) => textContent)),
      ).toEqual(Array(4).fill('another window'));
      const elsewhere = await panel.$$eval('.step-part', (parts) =>
        parts.map(({ textContent }) => textContent).filter((text) => text.includes('in another window')),
      );
      expect(elsewhere).toHaveLength(4);
    },
  );

  it('that the user closes half-way waits, and is left when the page opens another', async () => {
    await (await openWindow('popup')).close();
    await expectLogins(expect.stringMatching(/^Waiting for the user .* 4 requests$/));
    await page.evaluate((url) => void window.open(url, '_blank', 'popup'), authorizeUrl(servers, '2'));
    await expectLogins(
      expect.stringMatching(/^Waiting for the user .* 4 requests$/),
      expect.stringMatching(/^Abandoned, then restarted .* 4 requests$/),
    );
  });

  it('keeps no list when the page itself goes elsewhere meanwhile', async () => {
    await openWindow('popup');
    await expectLogins(expect.stringMatching(/^Waiting for the user .* 4 requests$/));
    await page.goto(servers.gateway.origin);
    await expectLogins();
  });
});
