import { setDebug } from './debug-mode.ts';
import { driver } from './driver.ts';
import { openTab } from './open-tab.ts';
import { testPaths } from './path-runs.ts';

testPaths(async () => {
  const browser = await driver.launch({ build: 'loopback' });
  return {
    async openTab(url, gateways) {
      const { page, panel } = await openTab(browser, url);
      await setDebug(panel, gateways);
      return page;
    },
    close: () => browser.close(),
  };
});
