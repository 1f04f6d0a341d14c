import { type Figure, median, spread } from './figure.ts';
import { inPanel, type Opened } from './in-panel.ts';

const ROUNDS = 60;

/** From the switch to the rule in force, asked of the background as the panel does, beside the browser's own call. */
export function ruleFigures(): Promise<readonly Figure[]> {
  return inPanel(measure);
}

async function measure({ page, panel }: Opened): Promise<readonly Figure[]> {
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
      await set(['${new URL(page.url()).origin}']);
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
}
