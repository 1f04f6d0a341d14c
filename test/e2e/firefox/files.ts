import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Browser } from 'puppeteer-core';
import type { Panel } from '../panel.ts';
import { inChrome, TOOLBOX, UNTIL } from './chrome-script.ts';
import type { Toolbox } from './toolbox.ts';

/** Chooses a file in a file input of the panel. */
export async function chooseFile(panel: Panel, selector: string, path: string): Promise<void> {
  await panel.$eval(
    selector,
    (input, name, text) => {
      const files = new DataTransfer();
      files.items.add(new File([text], name));
      (input as HTMLInputElement).files = files.files;
      input.dispatchEvent(new Event('change', { bubbles: true }));
    },
    basename(path),
    await readFile(path, 'utf8'),
  );
}

/** Waits until a download that something starts is saved in a folder; returns its path. */
export async function download(
  browser: Browser,
  folder: string,
  start: () => Promise<void>,
): Promise<string> {
  await inChrome(
    browser,
    `Services.prefs.setIntPref('browser.download.folderList', 2);
    Services.prefs.setCharPref('browser.download.dir', ${JSON.stringify(folder)});
    const { Downloads } = ChromeUtils.importESModule('resource://gre/modules/Downloads.sys.mjs');
    await (await Downloads.getList(Downloads.ALL)).removeFinished();`,
  );
  await start();
  return inChrome(
    browser,
    `${UNTIL}
    const { Downloads } = ChromeUtils.importESModule('resource://gre/modules/Downloads.sys.mjs');
    const list = await Downloads.getList(Downloads.ALL);
    const saved = await until(async () => (await list.getAll()).find(({ stopped }) => stopped));
    if (!saved.succeeded) throw new Error('Firefox did not save ' + saved.target.path);
    return saved.target.path;`,
  );
}

/** Opens a HAR file's text in the Network panel of DevTools, as its import button does. */
export async function loadHar({ browser, page }: Toolbox, text: string): Promise<void> {
  await page.bringToFront();
  await inChrome(
    browser,
    `${TOOLBOX}
    const { panelWin } = await toolbox.selectTool('netmonitor');
    const { HarImporter } = panelWin.windowRequire('devtools/client/netmonitor/src/har/har-importer');
    const { actions, store } = panelWin.Netmonitor.api;
    new HarImporter(actions).import(${JSON.stringify(text)});`,
  );
}
