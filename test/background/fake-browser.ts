import { type Background, createBackground } from '../../src/background/background.ts';
import type { Observed, Protocol, TabDebug } from '../../src/messages.ts';
import type { RequestEvent } from '../../src/ports/web-request.ts';
import { type BrowserState, createLife, createState, type Life, SELF } from './fake-port.ts';

/** A browser with the extension in it: what happens to tabs, requests and permissions reaches its background. */
export interface FakeBrowser {
  readonly state: BrowserState;
  /** How many backgrounds there were. */
  readonly starts: () => number;
  readonly isAlive: () => boolean;
  /** Kills the background, at once or after so many more calls to the browser. What it had not done is never done. */
  kill(afterCalls?: number): void;
  /** Waits until nothing is under way; a background that was killed over something is started again. */
  quiet(): Promise<void>;
  /** Asks as the panel does: again where the background was killed over the question. */
  ask<Name extends keyof Protocol>(name: Name, input: Protocol[Name]['in']): Promise<Protocol[Name]['out']>;
  openTab(url: string, opener?: number): Promise<number>;
  closeTab(tabId: number): Promise<void>;
  /** Gives a tab another id, as when it is discarded. */
  replaceTab(tabId: number): Promise<number>;
  navigate(tabId: number, url: string): Promise<void>;
  /** A click on the toolbar button. */
  click(tabId: number): Promise<void>;
  permit(origin: string, shall: boolean): Promise<void>;
  /** Updates the extension: session rules stay, badges and `storage.session` don't. */
  update(): Promise<void>;
  /** Tells of requests, in one go. */
  request(...events: readonly RequestEvent[]): void;
}

/** @param turns as in `createLife` */
export function createFakeBrowser(turns?: () => number): FakeBrowser {
  const state = createState();
  let life: Life | undefined;
  let background: Background | undefined;
  let starts = 0;
  let lastTabId = 0;
  let isInterrupted = false;

  function start(): Background {
    life = createLife(state, turns);
    starts += 1;
    background = createBackground(life.port);
    return background;
  }

  const wake = (): Background => (background && !life?.isDead() ? background : start());

  async function drain(): Promise<void> {
    do await new Promise((resolve) => setImmediate(resolve));
    while (life?.passTime());
  }

  async function quiet(): Promise<void> {
    await drain();
    if (life?.isDead() && isInterrupted) wake();
    isInterrupted = false;
    life?.kill(Number.POSITIVE_INFINITY);
    await drain();
  }

  /** What an event leads to fails for the browser's console only. */
  async function tell(event: (background: Background) => Promise<unknown>): Promise<void> {
    event(wake()).catch(() => undefined);
    await quiet();
  }

  return {
    state,
    starts: () => starts,
    isAlive: () => life !== undefined && !life.isDead(),
    kill(afterCalls = 0) {
      isInterrupted = afterCalls > 0;
      if (isInterrupted) wake();
      life?.kill(afterCalls);
    },
    quiet,
    async ask(name, input) {
      for (;;) {
        let answer: Promise<unknown> | undefined;
        const asked = wake().message({ ask: name, input }, { url: `${SELF}src/panel/panel.html` });
        const settle = () => {
          answer = asked;
        };
        asked.then(settle, settle);
        await drain();
        if (answer === undefined) {
          if (life?.isDead()) continue;
          throw new Error(`The background never answers ${name}.`);
        }
        // The end of the change has the panel ask how things stand, which starts another that settles them.
        await quiet();
        return (await answer) as never;
      }
    },
    async openTab(url, opener) {
      lastTabId += 1;
      const tabId = lastTabId;
      state.tabs.set(tabId, { url });
      if (opener !== undefined) await tell((it) => it.tabCreated(tabId, opener));
      await tell((it) => it.tabUpdated(tabId, 'loading'));
      await tell((it) => it.tabUpdated(tabId, 'complete'));
      return tabId;
    },
    async closeTab(tabId) {
      state.tabs.delete(tabId);
      state.badges.delete(tabId);
      await tell((it) => it.tabRemoved(tabId));
    },
    async replaceTab(from) {
      lastTabId += 1;
      const to = lastTabId;
      const { url = '' } = state.tabs.get(from) ?? {};
      state.tabs.delete(from);
      state.badges.delete(from);
      state.tabs.set(to, { url });
      await tell((it) => it.tabReplaced(from, to));
      return to;
    },
    async navigate(tabId, url) {
      const { clickedOn } = state.tabs.get(tabId) ?? {};
      const isSameSite = clickedOn === new URL(url).origin;
      state.tabs.set(tabId, { url, ...(clickedOn !== undefined && isSameSite ? { clickedOn } : {}) });
      state.badges.delete(tabId);
      await tell((it) => it.tabUpdated(tabId, 'loading'));
      await tell((it) => it.tabUpdated(tabId, 'complete'));
    },
    async click(tabId) {
      const { url = '' } = state.tabs.get(tabId) ?? {};
      state.tabs.set(tabId, { url, clickedOn: new URL(url).origin });
      await tell((it) => it.toolbarClicked(tabId));
    },
    async permit(origin, shall) {
      if (shall) state.permitted.add(origin);
      else state.permitted.delete(origin);
      await tell((it) => it.permissionsChanged());
    },
    async update() {
      life?.kill();
      state.badges.clear();
      state.session.values.clear();
      await tell((it) => it.installed());
    },
    request(...events) {
      for (const event of events) {
        if (!state.isListening) continue;
        wake();
        life?.hear(event);
      }
    },
  };
}

/** Tells of requests, and waits until nothing is under way. */
export async function observe(browser: FakeBrowser, ...events: readonly RequestEvent[]): Promise<void> {
  browser.request(...events);
  await browser.quiet();
}

/** What the panels were told of requests, oldest first. */
export const observedTold = ({ told }: BrowserState): readonly Observed[] =>
  told.flatMap((each) => ('observed' in each ? each.observed : []));

/** What is kept of requests. */
export const observedKept = ({ session }: BrowserState): readonly Observed[] =>
  [...session.values].flatMap(([key, value]) => (key.startsWith('observed.') ? (value as Observed) : []));

/** What the panels were told last of debug mode in a tab. */
export const debugTold = ({ told }: BrowserState, tabId: number): TabDebug | undefined =>
  told.findLast((each): each is { changed: TabDebug } => 'changed' in each && each.changed.tabId === tabId)
    ?.changed;
