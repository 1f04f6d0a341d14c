import { cleanup, render } from '@testing-library/preact';
import axe from 'axe-core';
import type { Entry } from 'har-format';
import { afterEach, expect } from 'vitest';
import type { HttpAnswer, HttpRequest } from '../../src/checks/http.ts';
import type { Header } from '../../src/exchange/exchange.ts';
import { createInspector } from '../../src/inspect.ts';
import type { Announcement, Observed, TabDebug } from '../../src/messages.ts';
import { App } from '../../src/panel/App.tsx';
import { loadSheet } from '../../src/panel/check/later.ts';
import { loadPane } from '../../src/panel/detail/later.ts';
import { createStore, type Store } from '../../src/panel/store/store.ts';
import type { CaptureSink, OpenStream, PanelPort, Theme } from '../../src/ports/panel.ts';
import { readHar } from '../../src/report/har/read-har.ts';
import { eventually } from '../eventually.ts';

export const PAGE = 'http://127.0.0.1:5000';
export const TAB = 7;

/** Debug mode off, on a page the extension may act on. */
export const OFF: TabDebug = {
  tabId: TAB,
  gateways: [],
  page: { origin: PAGE, permitted: true },
  known: [],
};

/** The browser as the panel sees it, played by a test. */
export interface FakeBrowser {
  readonly port: PanelPort;
  /** A request of the tab finished. */
  entry(...entries: readonly Entry[]): void;
  navigate(url?: string): void;
  announce(state: TabDebug): void;
  /** The background tells of requests. */
  observe(...observed: readonly Observed[]): void;
  /** The browser has these open event streams, and no others. */
  stream(...open: readonly OpenStream[]): void;
  /** The panel opened: the browser has requests from this time on. */
  began(earliest: number): Promise<void>;
  /** What the background kept. */
  kept: readonly Observed[];
  /** Whether the panel wanted to know of open streams, each time. */
  readonly watchesStreams: boolean[];
  setTheme(theme: Theme): void;
  /** What the person was asked to permit. */
  readonly asked: (readonly string[])[];
  readonly copied: string[];
  readonly saved: { readonly name: string; readonly content: Blob }[];
  readonly stored: Map<string, unknown>;
  /** What checks sent, with their credentials. */
  readonly sent: HttpRequest[];
  /** Whose credentials were asked for. */
  readonly keysAsked: { readonly url: string; readonly names: readonly string[] }[];
  /** What comes of a request of a check, and what DevTools know of the page's credentials. Change them at will. */
  answer: (request: HttpRequest) => Promise<HttpAnswer>;
  pageKeys: readonly Header[];
  /** What the person answers, and how debug mode stands. Change them at will. */
  allow: boolean;
  reloads: number;
  optionsOpened: number;
  debug: TabDebug;
}

const NO_ANSWER: HttpAnswer = { status: 0, statusText: '', headers: [], size: 0, error: 'net::ERR_FAILED' };

export function createFakeBrowser(changes: Partial<PanelPort> = {}): FakeBrowser {
  let sink: CaptureSink | undefined;
  let hear: ((announcement: Announcement) => void) | undefined;
  let retheme: ((theme: Theme) => void) | undefined;
  const browser: FakeBrowser = {
    allow: true,
    reloads: 0,
    optionsOpened: 0,
    debug: OFF,
    asked: [],
    copied: [],
    saved: [],
    stored: new Map(),
    sent: [],
    keysAsked: [],
    answer: () => Promise.resolve(NO_ANSWER),
    pageKeys: [],
    entry(...entries) {
      for (const each of entries) sink?.entry(each);
    },
    navigate: (url = PAGE) => sink?.navigated(url),
    announce: (changed) => hear?.({ changed }),
    observe: (...observed) => hear?.({ observed }),
    stream: (...open) => sink?.streams(open),
    began: async (earliest) => sink?.began(earliest),
    kept: [],
    watchesStreams: [],
    setTheme: (theme) => retheme?.(theme),
    port: {
      tabId: TAB,
      capture: {
        start(given) {
          sink = given;
          return () => {
            sink = undefined;
          };
        },
        watchStreams(areOpen) {
          browser.watchesStreams.push(areOpen);
        },
      },
      background: {
        ask: ((name: string, input: { origins?: readonly string[] }) => {
          if (name === 'debug.set') {
            const gateways = (input.origins ?? []).map((origin) => ({ origin, permitted: true }));
            browser.debug = { ...browser.debug, gateways };
          }
          return Promise.resolve(name === 'observed.read' ? browser.kept : browser.debug);
        }) as PanelPort['background']['ask'],
        onAnnouncement(listener) {
          hear = listener;
          return () => {
            hear = undefined;
          };
        },
      },
      requestOrigins(origins) {
        browser.asked.push(origins);
        return Promise.resolve(browser.allow);
      },
      pageOrigin: () => Promise.resolve(PAGE),
      reloadPage() {
        browser.reloads += 1;
      },
      openOptions() {
        browser.optionsOpened += 1;
      },
      theme: {
        current: 'light',
        onChange(listener) {
          retheme = listener;
        },
      },
      async *readHar(file) {
        const entries = [...readHar(await file.text())];
        const total = entries.length;
        for (let done = 0; done < total; ) {
          const part = entries.splice(0, 20);
          done += part.length;
          yield { entries: part, done, total };
        }
      },
      save(name, content) {
        browser.saved.push({ name, content });
      },
      version: '1.2.3',
      copy(text) {
        browser.copied.push(text);
        return Promise.resolve();
      },
      settings: {
        read: (key) => Promise.resolve(browser.stored.get(key)),
        write(key, value) {
          browser.stored.set(key, value);
          return Promise.resolve();
        },
      },
      checks: {
        send(request, stop) {
          browser.sent.push(request);
          const stopped = new Promise<HttpAnswer>((resolve) =>
            stop.addEventListener('abort', () => resolve(NO_ANSWER)),
          );
          return Promise.race([stopped, browser.answer(request)]);
        },
        credentialsOf(url, names) {
          browser.keysAsked.push({ url, names });
          return Promise.resolve(browser.pageKeys);
        },
      },
      showsOpenStreams: true,
      ...changes,
    },
  };
  return browser;
}

export interface OpenPanel {
  readonly browser: FakeBrowser;
  readonly store: Store;
}

/** Opens the panel with these requests recorded in it, as soon as the list shows them. */
export async function openPanel(
  entries: readonly Entry[] = [],
  browser = createFakeBrowser(),
  inspector = createInspector,
): Promise<OpenPanel> {
  const store = createStore(browser.port, inspector);
  const stop = store.start();
  afterEachTest.push(stop);
  await Promise.all([loadPane(), loadSheet()]);
  render(<App store={store} port={browser.port} />);
  await eventually(() => expect(store.debug.state.value).toBeDefined());
  browser.entry(...entries);
  await eventually(() =>
    expect(store.traffic.rows.value.length + store.traffic.ignored.value).toBe(entries.length),
  );
  return { browser, store };
}

const afterEachTest: (() => void)[] = [];
afterEach(() => {
  for (const stop of afterEachTest.splice(0)) stop();
  cleanup();
});

/** What axe finds wrong with the page as it stands; colours need a real browser. */
export async function accessibilityFaults(): Promise<readonly string[]> {
  // As panel.html has it.
  document.documentElement.lang = 'en';
  document.title = 'Hopscope';
  const { violations } = await axe.run(document, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  });
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`));
}
