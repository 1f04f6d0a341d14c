import type { Browser } from 'puppeteer-core';
import { beforeAll, expect, it } from 'vitest';
import { eventually } from '../eventually.ts';
import { DIST_LOOPBACK } from './build.ts';
import { killWorker, launchChromium, openOptions } from './chromium.ts';
import { closeAfterAll } from './closing.ts';
import { sessionRules } from './debug-mode.ts';
import { type Server, startServer } from './server.ts';
import { sized } from './sized.ts';

const TABS = sized({ test: 10, soak: 100 });

const closing = closeAfterAll();
let site: Server;
let browser: Browser;

beforeAll(async () => {
  site = closing(await startServer());
  browser = closing(await launchChromium({ extensionDir: DIST_LOOPBACK, headless: true }));
});

it(`${TABS} tabs are in debug mode: each says so, and all go off together, though the worker was killed`, {
  timeout: 240_000,
}, async () => {
  const gateway = 'http://gateway.localhost';
  const looker = await openOptions(browser);
  const tabIds = (await looker.evaluate(`(async () => {
    const tabs = await Promise.all(Array.from({ length: ${TABS} }, () => chrome.tabs.create({ url: '${site.origin}', active: false })));
    const ask = (tabId) => chrome.runtime.sendMessage({ ask: 'debug.set', input: { tabId, origins: ['${gateway}'] } });
    await Promise.all(tabs.map(({ id }) => ask(id)));
    return tabs.map(({ id }) => id);
  })()`)) as number[];
  const badges = () =>
    looker.evaluate(
      `Promise.all(${JSON.stringify(tabIds)}.map((tabId) => chrome.action.getBadgeText({ tabId })))`,
    ) as Promise<string[]>;
  await eventually(async () => expect(new Set(await badges())).toEqual(new Set(['on'])));
  expect(new Set((await sessionRules(looker)).flatMap(({ condition }) => condition.tabIds))).toEqual(
    new Set(tabIds),
  );
  await killWorker(browser);
  const begun = performance.now();
  await looker.evaluate(`chrome.runtime.sendMessage({ ask: 'options.pause', input: { paused: true } })`);
  console.log(`paused ${TABS} tabs with a killed worker in ${Math.round(performance.now() - begun)} ms`);
  expect(new Set(await badges())).toEqual(new Set(['off']));
  expect(await sessionRules(looker)).toEqual([]);
});
