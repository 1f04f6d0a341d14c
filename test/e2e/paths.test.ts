import { setDebug } from './debug-mode.ts';
import { driver } from './driver.ts';
import { testPaths } from './path-runs.ts';

testPaths(async () => {
  const browser = await driver.launch({ build: 'loopback' });
  return {
    async openTab(url, gateways) {
      const page = await browser.newPage();
      await page.goto(url);
      const { panel } = await driver.openPanel(page);
      await setDebug(panel, gateways);
      return page;
    },
    close: () => browser.close(),
  };
});
