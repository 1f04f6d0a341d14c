import { setTimeout } from 'node:timers/promises';
import type { Har } from 'har-format';
import puppeteer, { type Browser, type Frame, type Page } from 'puppeteer-core';
import { installChromium } from '../stack/install/browser.ts';

export interface LaunchOptions {
  /** The built extension: `dist`, or `dist-loopback` where no permission prompt may come. Without it none is loaded. */
  readonly extensionDir?: string;
  readonly headless: boolean;
  readonly args?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** A profile to start with and to leave behind. */
  readonly userDataDir?: string;
}

/**
 * Starts Chromium with an extension loaded and an empty profile that goes when the browser closes. No DevTools are open yet.
 * @throws one line that says what to install, when there is no Chromium
 */
export async function launchChromium({
  extensionDir,
  headless,
  args = [],
  env = process.env,
  userDataDir,
}: LaunchOptions): Promise<Browser> {
  const browser = await puppeteer.launch({
    executablePath: await installChromium(),
    headless,
    env,
    // Extensions are loaded over the protocol, which Chromium allows on a pipe only.
    pipe: true,
    enableExtensions: true,
    ...(userDataDir === undefined ? {} : { userDataDir }),
    defaultViewport: null,
    args: [
      // Chromium refuses its sandbox to root, and to nobody else.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-gpu',
      '--no-first-run',
      '--window-size=1440,900',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...args,
    ],
  });
  // Named at launch, an extension would be installed some time after it (puppeteer-core 24.43).
  if (extensionDir) await browser.installExtension(extensionDir);
  return browser;
}

export interface OpenPanel {
  /** The panel's own document. */
  readonly panel: Frame;
  /** The DevTools window it stands in. */
  readonly devtools: Page;
}

/** Shows Hopscope's panel in the DevTools of a page, as a click on its tab does, with the page in front. */
export async function openPanel(page: Page): Promise<OpenPanel> {
  const devtools = await openDevtools(page);
  await devtools.waitForFunction(
    `import('./ui/legacy/legacy.js').then(({ InspectorView }) =>
      InspectorView.InspectorView.instance().tabbedPane.tabIds().some((id) => id.startsWith('chrome-extension')))`,
    { polling: 20 },
  );
  await show(devtools, 'chrome-extension');
  await page.bringToFront();
  const panel = await devtools.waitForFrame(isPanel);
  // Its document is there before its script has run.
  await panel.waitForSelector('.status-line');
  return { panel, devtools };
}

/** Shows a panel of DevTools, as a click on its tab does. What names it is how its id begins: Hopscope's with `chrome-extension`. */
export function show(devtools: Page, id: 'chrome-extension' | 'network'): Promise<void> {
  return inFrontEnd(
    devtools,
    `const { InspectorView } = await import('./ui/legacy/legacy.js');
    const inspector = InspectorView.InspectorView.instance();
    await inspector.showPanel(inspector.tabbedPane.tabIds().find((each) => each.startsWith('${id}')));`,
  );
}

/**
 * Opens the DevTools of a page, and waits until the extension's DevTools page is in them; the panel need not be open. The front
 * end's singletons may not be asked for before it has started up, or they are made too early and it never does.
 */
export async function openDevtools(page: Page): Promise<Page> {
  const devtools = await page.openDevTools();
  await devtools.waitForFrame((frame) => frame.url().endsWith('/devtools/devtools.html'));
  return devtools;
}

/** Opens Hopscope's options page in a tab of its own. From it a test can look on at other tabs, and ask the background. */
export async function openOptions(browser: Browser): Promise<Page> {
  const [extension] = [...(await browser.extensions()).values()];
  if (!extension) throw new Error('Hopscope is not installed in this browser.');
  const page = await browser.newPage();
  await page.goto(`chrome-extension://${extension.id}/src/options/options.html`);
  await page.waitForSelector('section');
  return page;
}

/** Clicks Hopscope's toolbar button in the tab of a page, by the browser's own action runner. */
export async function clickToolbarButton(page: Page): Promise<void> {
  const [extension] = [...(await page.browser().extensions()).values()];
  if (!extension) throw new Error('Hopscope is not installed in this browser.');
  // The button is the window's: it acts on the tab in front.
  await page.bringToFront();
  await page.triggerExtensionAction(extension);
}

/** Ends the extension's worker, as the browser does with an idle one. The next event starts another. */
export async function killWorker(browser: Browser): Promise<void> {
  const session = await browser.target().createCDPSession();
  try {
    const worker = await pollFor(async () => {
      const { targetInfos } = await session.send('Target.getTargets');
      return targetInfos.find(
        ({ type, url }) => type === 'service_worker' && url.startsWith('chrome-extension:'),
      );
    });
    // One that is just starting takes no notice (Chromium 156), so it is told until it is gone.
    await pollFor(async () => {
      const { targetInfos } = await session.send('Target.getTargets');
      if (!targetInfos.some(({ targetId }) => targetId === worker.targetId)) return true;
      await session.send('Target.closeTarget', { targetId: worker.targetId }).catch(() => undefined);
      return undefined;
    });
  } finally {
    await session.detach();
  }
}

/** Asks until there is an answer. */
async function pollFor<T>(ask: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await setTimeout(2);
  }
}

/** Switches the DevTools theme, and waits until the panel was told. */
export async function setTheme(devtools: Page, theme: 'light' | 'dark'): Promise<void> {
  const name = theme === 'dark' ? 'dark' : 'default';
  await inFrontEnd(
    devtools,
    `const { Settings } = await import('./core/common/common.js');
    Settings.Settings.instance().moduleSetting('ui-theme').set('${name}');`,
  );
  const panel = await devtools.waitForFrame(isPanel);
  await panel.waitForFunction(`matchMedia('(prefers-color-scheme: dark)').matches === ${theme === 'dark'}`, {
    polling: 50,
  });
  // The theme message went to the panel before this answer, on the same port.
  await panel.evaluate(`new Promise((done) => chrome.devtools.inspectedWindow.eval('0', done))`);
}

/** Takes the DevTools window out of its page and makes it 1440 x 900, where the panel shows all its columns. */
export async function undock(devtools: Page): Promise<void> {
  await inFrontEnd(
    devtools,
    `const { DockController } = await import('./ui/legacy/legacy.js');
    DockController.DockController.instance().setDockSide('undocked');`,
  );
  await devtools.setViewport({ width: 1440, height: 900 });
}

/** Saves a picture of the DevTools window, undocked, as a PNG file. */
export async function screenshot(devtools: Page, file: `${string}.png`): Promise<void> {
  await undock(devtools);
  await devtools.screenshot({ path: file });
}

/**
 * Everything the DevTools of a page recorded, as "Save all as HAR with content" writes it, credentials included:
 * the front end's own writer makes it.
 */
export async function exportHar(devtools: Page): Promise<Har> {
  return JSON.parse(
    await inFrontEnd<string>(
      devtools,
      `const [{ Writer }, { NetworkLog }, { Progress }] = await Promise.all([
        import('./models/har/har.js'), import('./models/logs/logs.js'), import('./core/common/common.js')]);
      const requests = [...NetworkLog.NetworkLog.instance().requests()];
      return Writer.Writer.harStringForRequests(requests, { sanitize: false }, new Progress.CompositeProgress(new Progress.Progress()));`,
    ),
  );
}

/** Opens a HAR file's text in the Network panel of DevTools, as its import button does, in place of what it recorded. */
export async function loadHar(devtools: Page, text: string): Promise<void> {
  await inFrontEnd(
    devtools,
    `const [{ InspectorView }, { NetworkPanel }] = await Promise.all([
      import('./ui/legacy/legacy.js'), import('./panels/network/network.js')]);
    await InspectorView.InspectorView.instance().showPanel('network');
    await NetworkPanel.NetworkPanel.instance().networkLogView.onLoadFromFile(
      new File([${JSON.stringify(text)}], 'hopscope.har'));`,
  );
}

function isPanel(frame: Frame): boolean {
  return frame.url().endsWith('/panel/panel.html');
}

/** Runs code in the DevTools window. It goes as text, because what loads this file may rewrite an `import()`. */
async function inFrontEnd<T>(devtools: Page, body: string): Promise<T> {
  return (await devtools.evaluate(`(async () => { ${body} })()`)) as T;
}
