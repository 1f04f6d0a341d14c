import type { Browser } from 'puppeteer-core';
import type { Build, Driver, DriverOptions } from '../driver.ts';
import { DIST, DIST_LOOPBACK } from './build.ts';
import { chooseFile, download, loadHar } from './files.ts';
import { launchFirefox } from './launch.ts';
import { openOptions, prefer } from './options.ts';
import { inBackground } from './panel.ts';
import { answerPrompt } from './prompt.ts';
import {
  clickToolbarButton,
  exportHar,
  killBackground,
  openPanel,
  openToolbox,
  screenshot,
  setTheme,
  type Toolbox,
} from './toolbox.ts';

const DIRECTORY = { production: DIST, loopback: DIST_LOOPBACK };

const launch = ({ build, hosts = [] }: DriverOptions): Promise<Browser> =>
  launchFirefox({ ...(build === 'none' ? {} : { extensionDir: DIRECTORY[build] }), hosts });

async function reload(browser: Browser, build: Build): Promise<void> {
  await browser.installExtension(DIRECTORY[build]);
}

export const firefox: Driver<Toolbox> = {
  name: 'firefox',
  launch,
  // To start another takes longer than most tests.
  async renew(browser, options) {
    if (!browser || options.build === 'none') return launch(options);
    await inBackground(browser, 'chrome.storage.local.clear()');
    await reload(browser, options.build);
    return browser;
  },
  async startPrompts() {
    return {
      launch: () => launchFirefox({ extensionDir: DIST }),
      answer: answerPrompt,
      close: async () => {},
    };
  },
  reload,
  openDevtools: openToolbox,
  openPanel,
  // The window is large enough from the start.
  makeRoom: async () => {},
  openOptions,
  prefer,
  clickToolbarButton,
  killBackground,
  inBackground,
  setTheme,
  chooseFile,
  download,
  exportHar,
  loadHar,
  screenshot,
};
