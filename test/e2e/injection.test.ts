import type { Browser, Frame, Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { switchOnDebug } from '../stack/panel-driver.ts';
import { DIST_LOOPBACK } from './build.ts';
import { killWorker, launchChromium, openPanel } from './chromium.ts';
import { readDebug, sessionRules, setDebug } from './debug-mode.ts';
import { type Server, startServer } from './server.ts';

const PATIENCE = { timeout: 10_000 };

let browser: Browser;
let site: Server;
let gateway: Server;
let other: Server;
let page: Page;
let panel: Frame;

beforeAll(async () => {
  other = await startServer();
  gateway = await startServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://gateway');
    if (pathname === '/redirect') response.writeHead(307, { location: searchParams.get('to') ?? '' }).end();
    else if (pathname === '/events')
      response.setHeader('content-type', 'text/event-stream').end('data: 1\n\n');
    else response.setHeader('content-type', 'application/json').end('{}');
  });
  site = await startServer();
  browser = await launchChromium({ extensionDir: DIST_LOOPBACK, headless: true });
});

afterAll(async () => {
  await browser?.close();
  for (const server of [site, gateway, other]) server?.close();
});

beforeEach(async () => {
  page = await browser.newPage();
  await page.goto(site.origin);
  ({ panel } = await openPanel(browser, page));
});

afterEach(async () => {
  if (!page.isClosed()) await page.close();
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

async function switchOff(of: Frame): Promise<void> {
  await of.locator('[role="switch"][aria-checked="true"]').click();
  await of.waitForSelector('[role="switch"][aria-checked="false"]');
}

/** What a server saw, one line a request: `POST /mcp true`. */
function seen(server: Server): string[] {
  return server.received.map(({ method, path, debug }) => `${method} ${path} ${debug ?? '-'}`);
}

describe('the debug header', () => {
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

  it('is on no request to another port, to another name of the same host or of another tab', async () => {
    await switchOnDebug(panel, site.origin, gateway.origin);
    await call(page, `${other.origin}/other-port`);
    await call(page, `http://localhost:${gateway.port}/other-name`);
    const elsewhere = await browser.newPage();
    await elsewhere.goto(site.origin);
    await call(elsewhere, `${gateway.origin}/other-tab`);
    await elsewhere.close();
    await call(page, `${gateway.origin}/mcp`);
    expect(seen(other)).toEqual(['OPTIONS /other-port -', 'POST /other-port -']);
    expect(seen(gateway)).toEqual([
      'OPTIONS /other-name -',
      'POST /other-name -',
      'OPTIONS /other-tab -',
      'POST /other-tab -',
      'OPTIONS /mcp true',
      'POST /mcp true',
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

  it('is on whatever a page speaks MCP with: fetch, XMLHttpRequest, EventSource, a frame, a worker', async () => {
    await switchOnDebug(panel, site.origin, gateway.origin);
    await page.evaluate(async (origin) => {
      await fetch(`${origin}/fetch`);
      await new Promise((done) => {
        const request = new XMLHttpRequest();
        request.open('GET', `${origin}/xhr`);
        request.onload = done;
        request.send();
      });
      await new Promise<void>((done) => {
        const source = new EventSource(`${origin}/events`);
        source.onmessage = () => {
          source.close();
          done();
        };
      });
      const code = `fetch('${origin}/worker').then(() => postMessage(''))`;
      await new Promise((done) => {
        new Worker(URL.createObjectURL(new Blob([code]))).onmessage = done;
      });
      const frame = document.createElement('iframe');
      frame.src = '/';
      await new Promise((done) => {
        frame.onload = done;
        document.body.append(frame);
      });
      await frame.contentWindow?.fetch(`${origin}/frame`);
    }, gateway.origin);
    const paths = ['/fetch', '/xhr', '/events', '/worker', '/frame'];
    expect(seen(gateway)).toEqual(paths.map((path) => `GET ${path} true`));
  });

  it('stays behind when the gateway redirects to another origin', async () => {
    await switchOnDebug(panel, site.origin, gateway.origin);
    await call(page, `${gateway.origin}/redirect?to=/same-origin`);
    await call(page, `${gateway.origin}/redirect?to=${other.origin}/other-origin`);
    const calls = [...seen(gateway), ...seen(other)].filter((line) => !line.startsWith('OPTIONS'));
    expect(calls).toEqual([
      'POST /redirect?to=/same-origin true',
      'POST /same-origin true',
      `POST /redirect?to=${other.origin}/other-origin true`,
      'POST /other-origin -',
    ]);
    expect(seen(other).filter((line) => line.startsWith('OPTIONS'))).toEqual(['OPTIONS /other-origin -']);
  });

  it('outlives the worker, and the next worker knows of it', async () => {
    await switchOnDebug(panel, site.origin, gateway.origin);
    await killWorker(browser);
    await call(page, `${gateway.origin}/without-worker`);
    expect(seen(gateway)).toContain('POST /without-worker true');
    expect((await readDebug(panel)).gateways).toEqual([{ origin: gateway.origin, permitted: true }]);
    await switchOff(panel);
    await call(page, `${gateway.origin}/off-again`);
    expect(seen(gateway)).toContain('POST /off-again -');
  });

  it('outlives a reload of the extension, which takes the tab over', async () => {
    await switchOnDebug(panel, site.origin, gateway.origin);
    const tabId = (await readDebug(panel)).tabId;
    await browser.installExtension(DIST_LOOPBACK);
    const witness = await openWitness();
    await call(page, `${gateway.origin}/reloaded`);
    expect(seen(gateway)).toContain('POST /reloaded true');
    expect(await witness.panel.evaluate(`chrome.action.getBadgeText({ tabId: ${tabId} })`)).toBe('on');
    await witness.page.close();
  });

  it('goes with a tab that the browser discards, which gives it another id', async () => {
    await switchOnDebug(panel, site.origin, gateway.origin);
    const witness = await openWitness();
    const { tabId } = await readDebug(panel);
    const discarded = (await witness.panel.evaluate(`chrome.tabs.discard(${tabId})`)) as chrome.tabs.Tab;
    expect(discarded.id).not.toBe(tabId);
    await vi.waitFor(async () => {
      const [rule] = await sessionRules(witness.panel);
      expect(rule?.condition).toMatchObject({ tabIds: [discarded.id], urlFilter: `|${gateway.origin}/` });
    }, PATIENCE);
    await witness.panel.evaluate(`chrome.tabs.remove(${discarded.id})`);
    await vi.waitFor(async () => expect(await sessionRules(witness.panel)).toEqual([]), PATIENCE);
    await witness.page.close();
  });

  it('leaves no rule behind when its tab closes, also when the worker is dead by then', async () => {
    await switchOnDebug(panel, site.origin, gateway.origin);
    const witness = await openWitness();
    await switchOnDebug(witness.panel, site.origin, other.origin);
    await killWorker(browser);
    await page.close();
    await vi.waitFor(async () => {
      const filters = (await sessionRules(witness.panel)).map((rule) => rule.condition.urlFilter);
      expect(filters).toEqual([`|${other.origin}/`]);
    }, PATIENCE);
    await witness.page.close();
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

/** Another tab with its own panel, which can look on while something happens to the first. */
async function openWitness(): Promise<{ page: Page; panel: Frame }> {
  const witness = await browser.newPage();
  await witness.goto(site.origin);
  return { page: witness, panel: (await openPanel(browser, witness)).panel };
}
