import type { Page } from 'puppeteer-core';
import { click, fill, type Panel, waitFor, waitForElement, waitForForm } from '../e2e/panel.ts';
import { type Played, playScenario } from './agent-driver.ts';

/** A row of the panel's list, with what its Diagnosis tab says, as a person reads it. */
export interface PanelRow {
  /** JSON-RPC method or tool name, and what else stands in that cell. */
  readonly call: string;
  readonly server: string;
  readonly status: string;
  /** Auth resolution; '' where the proxy sent no debug headers. */
  readonly auth: string;
  readonly findings: readonly PanelFinding[];
}

export interface PanelFinding {
  readonly level: string;
  readonly hop: string;
  readonly rule: string;
}

/**
 * Switches debug mode of the panel's tab on, as a person does. No prompt may be needed for it.
 * @param page origin of the page in the tab
 * @param gateways origins of the proxy and of what stands in front of it
 */
export async function switchOnDebug(
  panel: Panel,
  page: string,
  ...gateways: readonly string[]
): Promise<void> {
  await waitForElement(panel, '[role="switch"]');
  for (const [index, gateway] of gateways.entries()) {
    await click(panel, index === 0 ? '[role="switch"]' : '.debug-control > .link');
    await waitForForm(panel, page);
    await fill(panel, 'form input[type="text"]', gateway);
    await click(panel, 'form button[type="submit"]');
    await waitFor(
      panel,
      `!document.querySelector('form') && document.querySelector('[role="switch"][aria-checked="true"]')`,
    );
  }
}

/**
 * Empties the panel's list, plays a scenario in the agent page, and waits until the panel shows every request the
 * page sent, or counts it as another one.
 */
export async function playInPanel(page: Page, panel: Panel, id: string): Promise<Played> {
  await click(panel, 'button[aria-label="Clear"]');
  // Those that began: an idle network may owe the end of one whose answer has begun.
  let sent = 0;
  const note = () => {
    sent += 1;
  };
  page.on('request', note);
  const before = await listedByDevtools(panel);
  try {
    const played = await playScenario(page, id);
    await page.waitForNetworkIdle({ idleTime: 100 });
    // The page knows nothing of what its service worker sends.
    const expected = Math.max(sent, (await listedByDevtools(panel)) - before);
    await waitForCount(panel, expected);
    if (panel.quietAfter) await waitForQuiet(panel, panel.quietAfter);
    return played;
  } finally {
    page.off('request', note);
  }
}

/** @throws an error that says what is missing, and what DevTools list */
async function waitForCount(panel: Panel, expected: number): Promise<void> {
  try {
    await waitFor(
      panel,
      `(${statusCount})(document) >= ${expected} && !document.querySelector('[role="grid"] .open')`,
    );
  } catch (error) {
    const line = String(await panel.evaluate(`document.querySelector('.status-line')?.textContent`));
    const listed = panel.quietAfter
      ? ''
      : String(
          await panel.evaluate(
            `new Promise((give) => chrome.devtools.network.getHAR(({ entries }) => give(entries.slice(-${expected + 5}).map(
              ({ _resourceType, request, response, time }) => [_resourceType, request.method, request.url, response.status, time].join(' '))
              .join('\\n'))))`,
          ),
        );
    throw new Error(`The panel says "${line}" of ${expected} requests. DevTools list last:\n${listed}`, {
      cause: error,
    });
  }
}

/** How many requests DevTools list; 0 in Firefox, where a quiet time has to do. */
async function listedByDevtools(panel: Panel): Promise<number> {
  if (panel.quietAfter) return 0;
  const count =
    'new Promise((give) => chrome.devtools.network.getHAR(({ entries }) => give(entries.length)))';
  return Number(await panel.evaluate(count));
}

/** Waits until the count of the status line stays the same. Preflights are in it, so that it alone does not tell. */
async function waitForQuiet(panel: Panel, milliseconds: number): Promise<void> {
  await panel.evaluate('void delete globalThis.quiet');
  await waitFor(
    panel,
    `(() => {
      const count = (${statusCount})(document);
      if (globalThis.quiet?.count !== count) globalThis.quiet = { count, since: Date.now() };
      return Date.now() - globalThis.quiet.since >= ${milliseconds};
    })()`,
  );
}

/** How many finished requests the status line speaks of, those it ignored included. */
const statusCount = `(document) => {
  const line = document.querySelector('.status-line')?.textContent ?? '';
  const sum = (pattern) => [...line.matchAll(pattern)].reduce((sum, [, number]) => sum + Number(number), 0);
  return sum(/(\\d+) (?:MCP|other) request/g) - sum(/(\\d+) open/g);
}`;

/** Opens each row of the list in turn and reads it, granted preflights left out. Every row must fit on the screen. */
export function readRows(panel: Panel): Promise<PanelRow[]> {
  return panel.evaluate(readEachRow);
}

/** Selects the first row of a JSON-RPC method and shows its details. */
export async function openCall(panel: Panel, method: string): Promise<void> {
  const id = await panel.$$eval(
    '[role="grid"] [data-id]',
    (rows, text) => rows.find((row) => row.textContent.includes(text))?.getAttribute('data-id'),
    method,
  );
  if (id == null) throw new Error(`the panel shows no ${method}`);
  await click(panel, `[data-id="${id}"]`);
  await waitForElement(panel, '.detail [role="tabpanel"]');
}

/** Runs in the panel. It names no function: the loader would wrap that in a call the panel does not know. */
async function readEachRow(): Promise<PanelRow[]> {
  const rows: PanelRow[] = [];
  for (const listed of document.querySelectorAll('[role="grid"] [data-id]:is(:not(.preflight), .error)')) {
    const selector = `[data-id="${listed.getAttribute('data-id')}"]`;
    document.querySelector<HTMLElement>(selector)?.click();
    while (
      !document.querySelector(`${selector}[aria-selected="true"]`) ||
      !document.querySelector('.detail [role="tabpanel"]')
    ) {
      await new Promise((again) => setTimeout(again, 5));
    }
    const row = document.querySelector(selector);
    const lines = [...document.querySelectorAll('.detail .finding header p')].map((line) => line.textContent);
    rows.push({
      call: row?.querySelector('.column-name')?.textContent ?? '',
      server: row?.querySelector('.column-server')?.textContent ?? '',
      status: row?.querySelector('.column-status')?.textContent ?? '',
      auth: row?.querySelector('.column-auth .answered')?.textContent ?? '',
      findings: lines.map((line) => {
        const [level = '', hop = '', rule = ''] = line.split(' · ');
        return { level, hop, rule };
      }),
    });
  }
  return rows;
}
