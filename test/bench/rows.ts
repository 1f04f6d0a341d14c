import { startServer } from '../e2e/server.ts';
import { type Figure, p95, spread } from './figure.ts';
import { inPanel, type Opened } from './in-panel.ts';

const REQUESTS = 100;
const AIM = 50;

/** From the body read to the row on the screen, beside the time in which a bare listener has the body. */
export async function rowFigures(): Promise<readonly Figure[]> {
  const gateway = await startServer((_request, response) =>
    response
      .setHeader('content-type', 'application/json')
      .end('{"jsonrpc":"2.0","id":1,"result":{"tools":[]}}'),
  );
  try {
    return await inPanel((opened) => measure(opened, gateway.origin));
  } finally {
    gateway.close();
  }
}

async function measure({ page, panel }: Opened, gateway: string): Promise<readonly Figure[]> {
  await panel.evaluate(`
    globalThis.bodies = [];
    globalThis.rows = [];
    const seen = new Set();
    new MutationObserver(() => {
      const rows = Number.parseInt(document.querySelector('.status-line')?.textContent ?? '0', 10);
      while (globalThis.rows.length < rows) globalThis.rows.push(performance.now());
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
    chrome.devtools.network.onRequestFinished.addListener((request) => {
      const begin = performance.now();
      if (request.request.url.startsWith('${gateway}') && request.request.method === 'POST')
        request.getContent(() => bodies.push({ took: performance.now() - begin, at: performance.now() }));
    });
  `);
  for (let n = 1; n <= REQUESTS; n += 1) {
    await page.evaluate(`fetch('${gateway}/mcp', { method: 'POST', headers: { accept: 'application/json, text/event-stream' },
      body: '{"jsonrpc":"2.0","id":1,"method":"tools/list"}' }).then((response) => response.text())`);
    await panel.waitForFunction(`bodies.length === ${n} && rows.length >= ${n}`, { polling: 20 });
  }
  const { took, shown } = (await panel.evaluate(`({
    took: bodies.map(({ took }) => took),
    shown: bodies.map(({ at }, index) => rows[index] - at),
  })`)) as { took: number[]; shown: number[] };
  return [
    {
      what: 'body read to row',
      value: spread(shown),
      baseline: `bare onRequestFinished to getContent: ${spread(took)}`,
      aim: { text: `p95 within ${AIM} ms`, met: p95(shown) <= AIM },
    },
  ];
}
