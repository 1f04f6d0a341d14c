import type { Har } from 'har-format';
import type { Browser, Page } from 'puppeteer-core';
import type { Panel } from './panel.ts';

/** The extension as people install it, or with permission for this machine, where no permission prompt may come. */
export type Build = 'production' | 'loopback';

export interface DriverOptions {
  readonly build: Build | 'none';
  /** Names that lead to this machine. */
  readonly hosts?: readonly string[];
}

/** What it takes to answer the browser's real permission prompt. */
export interface Prompts {
  /** Starts the browser with the extension as people install it. */
  launch(): Promise<Browser>;
  /** Answers the prompt that a click in the panel brings up, once it is there. */
  answer(browser: Browser, answer: 'allow' | 'refuse'): Promise<void>;
  close(): Promise<void>;
}

/** A browser with Hopscope in its DevTools, in the verbs that tests of every browser need. */
export interface Driver<Devtools = unknown> {
  readonly name: 'chromium' | 'firefox';
  /**
   * Starts the browser, headless, with the extension loaded and an empty profile.
   * @throws one line that says what to install, when there is none
   */
  launch(options: DriverOptions): Promise<Browser>;
  /** A browser whose extension remembers nothing: the one that a test had and closed its tabs in, or another. */
  renew(browser: Browser | undefined, options: DriverOptions): Promise<Browser>;
  /** Prepares for permission prompts, which the browser draws outside of any page. */
  startPrompts(): Promise<Prompts>;
  /** Loads the extension again, as an update does. */
  reload(browser: Browser, build: Build): Promise<void>;
  /** Opens the DevTools of a page; the panel need not be open in them. */
  openDevtools(page: Page): Promise<Devtools>;
  /** Shows Hopscope's panel in the DevTools of a page, as a click on its tab does, with the page in front. */
  openPanel(page: Page): Promise<{ readonly panel: Panel; readonly devtools: Devtools }>;
  /** Gives the DevTools a size at which the panel shows all its columns and the rows of a scenario. */
  makeRoom(devtools: Devtools): Promise<void>;
  /** Opens Hopscope's options page in a tab of its own, in front. */
  openOptions(browser: Browser): Promise<Page>;
  /** Has a page take the person for one who likes light or dark. */
  prefer(page: Page, scheme: 'light' | 'dark'): Promise<void>;
  /** Clicks Hopscope's toolbar button in the tab of a page. */
  clickToolbarButton(page: Page): Promise<void>;
  /** Ends the extension's background, as the browser does with an idle one. The next event starts another. */
  killBackground(browser: Browser): Promise<void>;
  /** Evaluates in the extension's background. */
  inBackground(browser: Browser, expression: string): Promise<unknown>;
  /** Switches the DevTools theme, and waits until the panel was told. */
  setTheme(panel: Panel, devtools: Devtools, theme: 'light' | 'dark'): Promise<void>;
  /** Chooses a file in a file input of the panel. */
  chooseFile(panel: Panel, selector: string, path: string): Promise<void>;
  /** Waits until a download that something starts is saved in a folder; returns its path. */
  download(browser: Browser, folder: string, start: () => Promise<void>): Promise<string>;
  /** Everything the DevTools recorded, as their own HAR export writes it, credentials included. */
  exportHar(devtools: Devtools): Promise<Har>;
  /** Opens a HAR file's text in the Network panel of DevTools, as its import button does, in place of what it recorded. */
  loadHar(devtools: Devtools, text: string): Promise<void>;
  screenshot(devtools: Devtools, file: `${string}.png`): Promise<void>;
}

/** The browser that the tests of a run are for: vite.config.ts names it. */
export const driver: Driver =
  process.env['HOPSCOPE_BROWSER'] === 'firefox'
    ? (await import('./firefox/driver.ts')).firefox
    : (await import('./chromium-driver.ts')).chromium;

/** What differs between the browsers by their nature; docs/firefox.md has the reasons. */
export function inEach<T>(outcomes: { readonly chromium: T; readonly firefox: T }): T {
  return outcomes[driver.name];
}
