import { randomUUID } from 'node:crypto';
import type { Har } from 'har-format';
import type { Page } from 'puppeteer-core';
import { exportHar, launchChromium, openPanel } from '../e2e/chromium.ts';
import type { Played } from './agent-driver.ts';
import { buildExtension } from './demo/extension.ts';
import { playInPanel, switchOnDebug } from './panel-driver.ts';
import type { Scenario } from './scenarios/scenario.ts';
import type { Stack } from './stack.ts';

/** A scenario that was played, and what the browser recorded of it. */
export interface Recorded extends Played {
  /** Milliseconds since the epoch. */
  readonly started: number;
  readonly har: Har;
}

/** A Chromium with the agent page, the panel open beside it and debug mode on. */
export interface Recorder {
  play(id: string): Promise<Recorded>;
  close(): Promise<void>;
}

/**
 * Starts what plays scenarios against a stack, and records them as DevTools do.
 * @param isTraced every request to LiteLLM but a preflight brings a trace id of its own, below the page
 */
export async function startRecorder(stack: Stack, isTraced = false): Promise<Recorder> {
  const extensionDir = await buildExtension('loopback');
  const browser = await launchChromium({ extensionDir, headless: true });
  const page = await browser.newPage();
  await page.goto(stack.agent);
  const { panel, devtools } = await openPanel(page);
  await switchOnDebug(panel, new URL(stack.agent).origin, ...stack.gateways);
  if (isTraced) await traceRequests(page, stack.gateways);
  return {
    play: async (id) => {
      const started = Date.now();
      const played = await playInPanel(page, panel, id);
      return { ...played, started, har: since(started, await exportHar(devtools)) };
    },
    close: () => browser.close(),
  };
}

async function traceRequests(page: Page, gateways: readonly string[]): Promise<void> {
  await page.setRequestInterception(true);
  // Interception alone would switch the cache off, that of preflights too.
  await page.setCacheEnabled(true);
  page.on('request', (request) => {
    const isOwn = gateways.includes(new URL(request.url()).origin) && request.method() !== 'OPTIONS';
    const headers = { ...request.headers(), 'x-litellm-trace-id': randomUUID() };
    void request.continue(isOwn ? { headers } : {});
  });
}

/**
 * Those of some scenarios that a person names; all when none is named.
 * @throws when there is none of that name
 */
export function chosen(known: readonly Scenario[], names: readonly string[]): readonly Scenario[] {
  const unknown = names.find((name) => !known.some(({ id }) => id === name));
  if (unknown !== undefined) throw new Error(`no scenario is called ${unknown}`);
  return known.filter(({ id }) => names.length === 0 || names.includes(id));
}

/** The part of a recording that began at a moment (milliseconds since the epoch), page loads left out. */
function since(moment: number, { log }: Har): Har {
  const entries = log.entries.filter(({ startedDateTime }) => Date.parse(startedDateTime) >= moment);
  return { log: { ...log, entries } };
}
