import { DIST_LOOPBACK } from './build.ts';
import { launchChromium, openPanel } from './chromium.ts';
import { setDebug } from './debug-mode.ts';
import { testPaths } from './path-runs.ts';

testPaths(async () => {
  const browser = await launchChromium({ extensionDir: DIST_LOOPBACK, headless: true });
  return {
    async openTab(url, gateways) {
      const page = await browser.newPage();
      await page.goto(url);
      const { panel } = await openPanel(browser, page);
      await setDebug(panel, gateways);
      return page;
    },
    close: () => browser.close(),
  };
});
