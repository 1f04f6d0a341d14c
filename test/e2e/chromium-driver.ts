import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Browser, Frame, Page } from 'puppeteer-core';
import { DIST, DIST_LOOPBACK } from './build.ts';
import {
  clickToolbarButton,
  exportHar,
  killWorker,
  launchChromium,
  loadHar,
  openDevtools,
  openOptions,
  openPanel,
  screenshot,
  setTheme,
  undock,
} from './chromium.ts';
import { startDisplay } from './display.ts';
import type { Driver, DriverOptions } from './driver.ts';

const DIRECTORY = { production: DIST, loopback: DIST_LOOPBACK };

const launch = ({ build, hosts = [] }: DriverOptions): Promise<Browser> =>
  launchChromium({
    ...(build === 'none' ? {} : { extensionDir: DIRECTORY[build] }),
    headless: true,
    args: [`--host-resolver-rules=${hosts.map((host) => `MAP ${host} 127.0.0.1`).join()}`],
  });

export const chromium: Driver<Page> = {
  name: 'chromium',
  launch,
  async renew(browser, options) {
    await browser?.close();
    return launch(options);
  },
  async startPrompts() {
    const display = await startDisplay();
    return {
      launch: () => launchChromium({ extensionDir: DIST, headless: false, env: display.env }),
      async answer(_browser, answer) {
        // The prompt takes no answer in its first half second, and nothing outside of it tells when it begins to.
        await setTimeout(2_000);
        await display.press(...(answer === 'allow' ? ['Tab', 'Return'] : ['Return']));
      },
      close: () => display.close(),
    };
  },
  async reload(browser, build) {
    await browser.installExtension(DIRECTORY[build]);
  },
  openDevtools,
  openPanel,
  makeRoom: undock,
  openOptions,
  prefer: (page, scheme) => page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]),
  clickToolbarButton,
  killBackground: killWorker,
  async inBackground(browser, expression) {
    const target = await browser.waitForTarget((each) => each.type() === 'service_worker');
    const worker = await target.worker();
    if (!worker) throw new Error('The worker ended meanwhile.');
    // Its interfaces come a moment after it.
    while (!(await worker.evaluate('globalThis.chrome?.storage !== undefined'))) await setTimeout(10);
    return worker.evaluate(expression);
  },
  setTheme: (_panel, devtools, theme) => setTheme(devtools, theme),
  async chooseFile(panel, selector, path) {
    const input = await (panel as Frame).$(selector);
    await (input as unknown as { uploadFile(path: string): Promise<void> }).uploadFile(path);
  },
  async download(browser, folder, start) {
    const session = await browser.target().createCDPSession();
    await session.send('Browser.setDownloadBehavior', {
      behavior: 'allow',
      downloadPath: folder,
      eventsEnabled: true,
    });
    const saved = new Promise<string>((resolve, reject) => {
      let name = '';
      session.on('Browser.downloadWillBegin', (event) => {
        name = event.suggestedFilename;
      });
      session.on('Browser.downloadProgress', ({ state }) => {
        if (state === 'completed') resolve(join(folder, name));
        if (state === 'canceled') reject(new Error(`the browser did not save ${name}`));
      });
    });
    await start();
    const path = await saved;
    await session.detach();
    return path;
  },
  exportHar,
  loadHar,
  screenshot,
};
