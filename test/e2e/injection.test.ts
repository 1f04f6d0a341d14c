import type { Browser, Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '../eventually.ts';
import { switchOnDebug } from '../stack/panel-driver.ts';
import { closeAfterAll } from './closing.ts';
import { readDebug, sessionRules, setDebug } from './debug-mode.ts';
import { driver, inEach } from './driver.ts';
import { openTab, type Tab } from './open-tab.ts';
import { click, type Panel, waitForElement, withApi } from './panel.ts';
import { type Server, startServer } from './server.ts';

const closing = closeAfterAll();
let browser: Browser;
let site: Server;
let gateway: Server;
let other: Server;
let page: Page;
let panel: Panel;

beforeAll(async () => {
  other = closing(await startServer());
  gateway = closing(await startServer());
  site = closing(await startServer());
  browser = closing(await driver.launch({ build: 'loopback' }));
});

afterEach(() => {
  for (const server of [site, gateway, other]) server.forget();
});

/** Calls a server from a page with a JSON body, so that a preflight goes ahead. Throws what fetch throws. */
function call(from: Page, url: string): Promise<number> {
  return from.evaluate(async (target) => {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(target, { method: 'POST', headers, body: '{}' });
    await response.text();
    return response.status;
  }, url);
}

async function switchOff(of: Panel): Promise<void> {
  await click(of, '[role="switch"][aria-checked="true"]');
  await waitForElement(of, '[role="switch"][aria-checked="false"]');
}

/** What a server saw, one line a request: `POST /mcp true`. */
function seen(server: Server): string[] {
  return server.received.map(({ method, path, debug }) => `${method} ${path} ${debug ?? '-'}`);
}

describe('the debug header', () => {
  beforeAll(async () => {
    ({ page, panel } = await openTab(browser, site.origin));
  });

  afterEach(() => setDebug(panel, []));

  afterAll(() => page.close());

  it('is on the requests of the tab to the gateway from the switch on until the switch off', async () => {
    await call(page, `${gateway.origin}/before`);
    await switchOnDebug(panel, site.origin, gateway.origin);
    await call(page, `${gateway.origin}/on`);
    await switchOff(panel);
    await call(page, `${gateway.origin}/off`);
    expect(seen(gateway).filter((line) => line.startsWith('POST'))).toEqual([
      'POST /before -',
      'POST /on true',
      'POST /off -',
    ]);
  });

  it('adds no preflight, and a server that does not allow it in CORS still answers', async () => {
    await switchOnDebug(panel, site.origin, gateway.origin);
    const statuses = await page.evaluate(async (origin) => {
      const simple = await fetch(`${origin}/simple`, { method: 'POST', body: 'text' });
      return [simple.status];
    }, gateway.origin);
    statuses.push(await call(page, `${gateway.origin}/json`));
    expect(statuses).toEqual([200, 200]);
    expect(seen(gateway)).toEqual(['POST /simple true', 'OPTIONS /json true', 'POST /json true']);
  });

  it('outlives the worker, and the next worker knows of it', async () => {
    await switchOnDebug(panel, site.origin, gateway.origin);
    await driver.killBackground(browser);
    await call(page, `${gateway.origin}/without-worker`);
    expect(seen(gateway)).toContain('POST /without-worker true');
    expect((await readDebug(panel)).gateways).toEqual([{ origin: gateway.origin, permitted: true }]);
    await switchOff(panel);
    await call(page, `${gateway.origin}/off-again`);
    expect(seen(gateway)).toContain('POST /off-again -');
  });

  it('is not switched on by what is no request of the protocol', async () => {
    await expect(setDebug(panel, ['javascript:alert(1)'])).rejects.toThrow(/Not the origin of a web site/);
    await expect(setDebug(panel, ['http://*/'])).rejects.toThrow(/Not the origin of a web site/);
    await expect(
      panel.evaluate(`chrome.runtime.sendMessage({ ask: 'debug.erase', input: {} })`),
    ).rejects.toThrow();
    expect(await sessionRules(panel)).toEqual([]);
  });
});

describe('the debug header, when its tab or the extension goes,', () => {
  /** It can look on while something happens to the other. */
  let witness: Tab;

  beforeAll(async () => {
    witness = await openTab(browser, site.origin);
  });

  beforeEach(async () => {
    ({ page, panel } = await openTab(browser, site.origin));
  });

  it('goes with a tab that the browser discards, to which Chromium gives another id', async () => {
    await switchOnDebug(panel, site.origin, gateway.origin);
    const { tabId } = await readDebug(panel);
    const tab = (await withApi(witness.panel, `chrome.tabs.discard(${tabId})`)) as
      | chrome.tabs.Tab
      | undefined;
    const id = inEach({ chromium: tab?.id, firefox: tabId });
    expect(id === tabId).toBe(inEach({ chromium: false, firefox: true }));
    await eventually(async () => {
      const [rule] = await sessionRules(witness.panel);
      expect(rule?.condition).toMatchObject({ tabIds: [id], urlFilter: `|${gateway.origin}/` });
    });
    await withApi(witness.panel, `chrome.tabs.remove(${id})`);
    await eventually(async () => expect(await sessionRules(witness.panel)).toEqual([]));
  });

  it('leaves no rule behind when its tab closes, also when the worker is dead by then', async () => {
    await switchOnDebug(panel, site.origin, gateway.origin);
    await switchOnDebug(witness.panel, site.origin, other.origin);
    await driver.killBackground(browser);
    await page.close();
    await eventually(async () => {
      const filters = (await sessionRules(witness.panel)).map((rule) => rule.condition.urlFilter);
      expect(filters).toEqual([`|${other.origin}/`]);
    });
  });

  it('is as the button says after a reload of the extension, of which it outlives Chromium’s', async () => {
    await switchOnDebug(panel, site.origin, gateway.origin);
    const tabId = (await readDebug(panel)).tabId;
    await driver.reload(browser, 'loopback');
    witness = await openTab(browser, site.origin);
    await call(page, `${gateway.origin}/reloaded`);
    const [sent, badge] = inEach({ chromium: ['true', 'on'], firefox: ['-', ''] });
    expect(seen(gateway)).toContain(`POST /reloaded ${sent}`);
    const read = () => withApi(witness.panel, `chrome.action.getBadgeText({ tabId: ${tabId} })`);
    await eventually(async () => expect(await read()).toBe(badge));
  });
});
