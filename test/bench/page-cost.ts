import type { Browser, Page } from 'puppeteer-core';
import { DIST_LOOPBACK } from '../e2e/build.ts';
import { launchChromium, openDevtools, openOptions, openPanel } from '../e2e/chromium.ts';
import { setDebug } from '../e2e/debug-mode.ts';
import { startServer } from '../e2e/server.ts';
import { type Figure, median, milliseconds, spread } from './figure.ts';

const ROUNDS = 15;
const REQUESTS = 40;
/** Milliseconds between requests of a page that does not call as fast as it can. */
const PAUSE = 50;
const OFF_AIM = 1;
const ON_AIM = 1.25;

/**
 * What a request costs the page, in interleaved rounds: in a browser without Hopscope, with it and off, on in another
 * tab, and on in this tab; and with the bare session rule and listeners that do nothing. One after the other, and with pauses, in
 * which whatever follows a request is done before the next.
 */
export async function pageCostFigures(): Promise<readonly Figure[]> {
  const site = await startServer();
  const gateway = await startServer();
  const other = await startServer();
  const browsers: Browser[] = [];
  const launch = async (extensionDir?: string) => {
    const browser = await launchChromium({ headless: true, ...(extensionDir ? { extensionDir } : {}) });
    browsers.push(browser);
    return browser;
  };
  const open = async (browser: Browser) => {
    const page = await browser.newPage();
    await page.goto(site.origin);
    return page;
  };
  try {
    const without = await open(await launch());
    const off = await open(await launch(DIST_LOOPBACK));
    const elsewhere = await launch(DIST_LOOPBACK);
    const beside = await open(elsewhere);
    const { panel: otherPanel } = await openPanel(await open(elsewhere));
    await setDebug(otherPanel, [other.origin, gateway.origin]);
    const bareBrowser = await launch(DIST_LOOPBACK);
    const bare = await open(bareBrowser);
    await startBare(bareBrowser, bare, gateway.origin);
    const bareBeside = await open(bareBrowser);
    const onBrowser = await launch(DIST_LOOPBACK);
    const on = await open(onBrowser);
    await setDebug((await openPanel(on)).panel, [gateway.origin]);

    const pages: Readonly<Record<string, Page>> = { without, off, beside, bareBeside, bare, on };
    const backToBack: Times = {};
    const paced: Times = {};
    for (let round = -1; round < ROUNDS; round += 1) {
      for (const [name, page] of Object.entries(pages)) {
        for (const [times, pause] of [
          [backToBack, 0],
          [paced, PAUSE],
        ] as const) {
          const measured = await measure(page, gateway.origin, pause);
          // The first round warms up.
          if (round >= 0) times[name] = [...(times[name] ?? []), ...measured];
        }
      }
    }
    return [...figures(backToBack, 'back to back'), ...figures(paced, `with ${PAUSE} ms between`)];
  } finally {
    for (const browser of browsers) await browser.close();
    for (const server of [site, gateway, other]) server.close();
  }
}

/** Milliseconds, by where the requests were sent. */
type Times = Record<string, number[]>;

/** Does with the bare APIs, and without Hopscope's panel, what debug mode and the panel need of the browser. */
async function startBare(browser: Browser, page: Page, origin: string): Promise<void> {
  const devtools = await openDevtools(page);
  const frame = await devtools.waitForFrame((each) => each.url().endsWith('/devtools/devtools.html'));
  const tabId = (await frame.evaluate(`
    chrome.devtools.network.onRequestFinished.addListener((request) => request.getContent(() => {}));
    chrome.devtools.inspectedWindow.tabId`)) as number;
  const options = await openOptions(browser);
  await options.evaluate(`chrome.declarativeNetRequest.updateSessionRules({ addRules: [{
    id: 900,
    action: { type: 'modifyHeaders', requestHeaders: [{ header: 'x-litellm-mcp-debug', operation: 'set', value: 'true' }] },
    condition: { tabIds: [${tabId}], urlFilter: '|${origin}/', resourceTypes: ['xmlhttprequest'] },
  }] })`);
  await options.evaluate(`for (const [name, more] of Object.entries({
    onBeforeRequest: ['requestBody'], onSendHeaders: ['requestHeaders'], onResponseStarted: ['responseHeaders'],
    onCompleted: ['responseHeaders'], onErrorOccurred: undefined,
  })) chrome.webRequest[name].addListener(() => {}, { urls: ['http://*/*', 'https://*/*'] }, ...(more ? [more] : []))`);
}

/** Times requests of a page, one after the other, in milliseconds. @param pause between them */
async function measure(page: Page, origin: string, pause: number): Promise<number[]> {
  await page.bringToFront();
  return (await page.evaluate(`(async () => {
    const times = [];
    for (let n = 0; n < ${REQUESTS}; n++) {
      const begin = performance.now();
      await (await fetch('${origin}/mcp', { method: 'POST', body: '{}' })).text();
      times.push(performance.now() - begin);
      if (${pause} > 0) await new Promise((resolve) => setTimeout(resolve, ${pause}));
    }
    return times;
  })()`)) as number[];
}

function figures(times: Times, how: string): readonly Figure[] {
  const of = (name: string) => times[name] ?? [];
  const baseline = `no extension: ${spread(of('without'))}`;
  const more = (name: string) => median(of(name)) - median(of('without'));
  const ratio = median(of('on')) / median(of('bare'));
  return [
    {
      what: `request ${how}, installed and off`,
      value: spread(of('off')),
      baseline,
      aim: { text: `at most +${OFF_AIM} ms`, met: more('off') <= OFF_AIM },
    },
    {
      what: `request ${how}, debug mode on in another tab`,
      value: spread(of('beside')),
      baseline: `${baseline}; bare rule and listeners for another tab: ${spread(of('bareBeside'))}, +${milliseconds(more('bareBeside'))}`,
      aim: { text: `at most +${OFF_AIM} ms`, met: more('beside') <= OFF_AIM },
    },
    {
      what: `request ${how}, debug mode on in this tab`,
      value: spread(of('on')),
      baseline: `bare rule and listeners: ${spread(of('bare'))}; ${ratio.toFixed(2)} times that; ${baseline}, +${milliseconds(more('on'))}`,
      aim: { text: `at most ${ON_AIM} times the bare APIs`, met: ratio <= ON_AIM },
    },
  ];
}
