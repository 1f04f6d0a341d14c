import { DIST_LOOPBACK } from '../e2e/build.ts';
import { launchChromium, openPanel } from '../e2e/chromium.ts';
import { startServer } from '../e2e/server.ts';
import { type Figure, median, spread } from './figure.ts';

const ROUNDS = 60;

/** From the switch to the rule in force, asked of the background as the panel does, beside the browser's own call. */
export async function ruleFigures(): Promise<readonly Figure[]> {
  const site = await startServer();
  const browser = await launchChromium({ extensionDir: DIST_LOOPBACK, headless: true });
  try {
    const page = await browser.newPage();
    await page.goto(site.origin);
    const { panel } = await openPanel(browser, page);
    const { bare, ours } = (await panel.evaluate(`(async () => {
      const { tabId } = chrome.devtools.inspectedWindow;
      const set = (origins) => chrome.runtime.sendMessage({ ask: 'debug.set', input: { tabId, origins } });
      const rule = { id: 900, action: { type: 'modifyHeaders', requestHeaders: [{ header: 'x-bench', operation: 'set', value: '1' }] },
        condition: { tabIds: [tabId], urlFilter: '|http://127.0.0.1:9/', resourceTypes: ['xmlhttprequest'] } };
      const bare = [], ours = [];
      for (let n = 0; n < ${ROUNDS}; n++) {
        let begin = performance.now();
        await chrome.declarativeNetRequest.updateSessionRules({ addRules: [rule] });
        bare.push(performance.now() - begin);
        await chrome.declarativeNetRequest.updateSessionRules({ removeRuleIds: [900] });
        begin = performance.now();
        await set(['${site.origin}']);
        ours.push(performance.now() - begin);
        await set([]);
      }
      return { bare, ours };
    })()`)) as { bare: number[]; ours: number[] };
    return [
      {
        what: 'switch to rule in force',
        value: spread(ours),
        baseline: `bare updateSessionRules: ${spread(bare)}; ${(median(ours) / median(bare)).toFixed(1)} times that`,
      },
    ];
  } finally {
    await browser.close();
    site.close();
  }
}
