import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Har } from 'har-format';
import type { Browser, Page } from 'puppeteer-core';
import { beforeAll, expect, it } from 'vitest';
import { playInPanel, readRows, switchOnDebug } from '../stack/panel-driver.ts';
import { joinStack, STACK_START } from '../stack/stack.ts';
import { closeAfterAll } from './closing.ts';
import { driver } from './driver.ts';
import { dropFile, goBack, openFile, saveFromDialog } from './file-driver.ts';
import { openTab } from './open-tab.ts';
import type { Panel } from './panel.ts';

const closing = closeAfterAll();
let browser: Browser;
let page: Page;
let panel: Panel;
let devtools: unknown;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hopscope-files-'));
  closing({ close: () => rm(folder, { recursive: true }) });
  const stack = closing(await joinStack());
  browser = closing(await driver.launch({ build: 'loopback' }));
  ({ page, panel, devtools } = await openTab(browser, stack.agent));
  await switchOnDebug(panel, new URL(stack.agent).origin, ...stack.gateways);
  await driver.makeRoom(devtools);
}, STACK_START);

/** Of every kind: LiteLLM keys, tokens for servers and of users, and what the OAuth logins are given. */
const CREDENTIAL =
  /throwaway|eyJ[\w-]{20}|"(?:code|code_verifier|refresh_token|client_secret)":"(?!\[masked)/;

it.each(['key-leak', 'user-token', 'login', 'works'])(
  'saves %s without a credential, and shows the same when it is opened',
  async (id) => {
    await playInPanel(page, panel, id);
    const rows = await readRows(panel);
    expect(rows).not.toEqual([]);
    expect(JSON.stringify(await driver.exportHar(devtools))).toMatch(CREDENTIAL);

    const path = await saveFromDialog(browser, panel, folder);
    const text = await readFile(path, 'utf8');
    expect(CREDENTIAL.exec(text)?.[0]).toBeUndefined();
    const { entries } = (JSON.parse(text) as Har).log;
    const listed = await panel.$eval('.status-line', (line) => Number.parseInt(line.textContent, 10));
    expect(entries).toHaveLength(listed);

    await openFile(panel, path);
    expect(await readRows(panel)).toEqual(rows);
    await goBack(panel);
    expect(await readRows(panel)).toEqual(rows);
    await dropFile(panel, 'dropped.har', text);
    expect(await readRows(panel)).toEqual(rows);
    await goBack(panel);
  },
);

it('says why a broken file can’t be opened, and goes on', async () => {
  await playInPanel(page, panel, 'works');
  const rows = await readRows(panel);
  await dropFile(panel, 'broken.har', '{"log":{"entries":[{');
  expect(await panel.$eval('.file-bar', (bar) => bar.textContent)).toContain(
    'broken.har can’t be opened: not JSON',
  );
  expect(await readRows(panel)).toEqual(rows);
});

it('saves a file that the browser’s own Network panel opens, request for request', async () => {
  await playInPanel(page, panel, 'user-token');
  const path = await saveFromDialog(browser, panel, folder);
  const { entries } = (JSON.parse(await readFile(path, 'utf8')) as Har).log;
  await driver.loadHar(devtools, await readFile(path, 'utf8'));
  const loaded = await driver.exportHar(devtools);
  // It sorts them by their start.
  const essence = (har: Har['log']['entries']) =>
    har
      .map(({ request: { method, url }, response: { status, content } }) =>
        [method, url, status, content.text ?? ''].join(' '),
      )
      .toSorted();
  expect(essence(loaded.log.entries)).toEqual(essence(entries));
});
