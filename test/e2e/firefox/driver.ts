import type { Driver } from '../driver.ts';
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

export const firefox: Driver<Toolbox> = {
  name: 'firefox',
  launch: ({ build, hosts = [] }) =>
    launchFirefox({ ...(build === 'none' ? {} : { extensionDir: DIRECTORY[build] }), hosts }),
  async startPrompts() {
    return {
      launch: () => launchFirefox({ extensionDir: DIST }),
      answer: answerPrompt,
      close: async () => {},
    };
  },
  async reload(browser, build) {
    await browser.installExtension(DIRECTORY[build]);
  },
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
