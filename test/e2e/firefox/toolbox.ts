import { writeFile } from 'node:fs/promises';
import type { Har } from 'har-format';
import type { Browser, Page } from 'puppeteer-core';
import type { Panel } from '../panel.ts';
import { EXTENSION, inChrome, TOOLBOX, UNTIL } from './chrome-script.ts';
import { panelOf } from './panel.ts';

/** The DevTools of a tab. Everything that is done to them brings the tab to the front first. */
export interface Toolbox {
  readonly browser: Browser;
  readonly page: Page;
}

/** Opens the DevTools of a page with their settings, the lightest tool, and waits until Hopscope's DevTools page has its panel made and is told of requests. */
export async function openToolbox(page: Page): Promise<Toolbox> {
  const browser = page.browser();
  await page.bringToFront();
  await inChrome(
    browser,
    `${TOOLBOX}${UNTIL}
    const opened = toolbox ?? (await gDevTools.showToolboxForTab(gBrowser.selectedTab, { toolId: 'options' }));
    await until(() => opened.getAdditionalTools().some(({ label }) => label === 'Hopscope'));
    // It listens later, and is never told of what ended before.
    await until(() => opened._netMonitorAPI?.hasRequestFinishedListeners());`,
  );
  return { browser, page };
}

/** Shows Hopscope's panel in the DevTools of a page, as a click on its tab does. */
export async function openPanel(page: Page): Promise<{ readonly panel: Panel; readonly devtools: Toolbox }> {
  const devtools = await openToolbox(page);
  const { browser } = devtools;
  const id = await inChrome<number>(
    browser,
    `${TOOLBOX}${UNTIL}
    const tool = toolbox.getAdditionalTools().find(({ label }) => label === 'Hopscope');
    await toolbox.selectTool(tool.id);
    const frame = toolbox.doc.getElementById('toolbox-panel-iframe-' + tool.id);
    return until(() => {
      const context = frame.contentDocument?.querySelector('browser')?.browsingContext;
      return context?.currentWindowGlobal?.documentURI.spec.endsWith('/panel/panel.html') && context.id;
    });`,
  );
  const panel = panelOf(browser, id);
  await panel.waitForFunction('document.readyState === "complete"');
  return { panel, devtools };
}

/** Clicks Hopscope's toolbar button in the tab of a page, as its keyboard command does. */
export async function clickToolbarButton(page: Page): Promise<void> {
  await page.bringToFront();
  await inChrome(
    page.browser(),
    `${EXTENSION}
    const { ExtensionParent } = ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs');
    ExtensionParent.apiManager.global.browserActionFor(extension).triggerAction(window);`,
  );
}

/** Opens the menu of Hopscope's toolbar button in the tab of a page, and chooses an entry. */
export async function chooseInMenu(page: Page, label: string): Promise<void> {
  await page.bringToFront();
  await inChrome(
    page.browser(),
    `${EXTENSION}${UNTIL}
    const { ExtensionParent } = ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs');
    const { widget } = ExtensionParent.apiManager.global.browserActionFor(extension);
    CustomizableUI.addWidgetToArea(widget.id, 'nav-bar');
    const { node } = widget.forWindow(window);
    const { left, top, width } = await until(() => node.getBoundingClientRect().width && node.getBoundingClientRect());
    node.firstElementChild.dispatchEvent(
      new MouseEvent('contextmenu', { bubbles: true, button: 2, clientX: left + width / 2, clientY: top + 5 }));
    const menu = document.getElementById('toolbar-context-menu');
    await until(() => menu.state === 'open');
    menu.activateItem(await until(() => menu.querySelector('[label=${JSON.stringify(label)}]')));`,
  );
}

/** Ends the extension's background, as the browser does with an idle one. The next event starts another. */
export async function killBackground(browser: Browser): Promise<void> {
  await inChrome(
    browser,
    `${EXTENSION} await extension.terminateBackground({ disableResetIdleForTest: true });
    if (extension.backgroundState !== 'stopped') throw new Error('the background is ' + extension.backgroundState);`,
  );
}

/** Switches the DevTools theme, and waits until the panel was told. */
export async function setTheme(panel: Panel, { browser }: Toolbox, theme: 'light' | 'dark'): Promise<void> {
  await inChrome(browser, `Services.prefs.setCharPref('devtools.theme', '${theme}');`);
  await panel.waitForFunction(`document.documentElement.dataset.theme === '${theme}'`);
}

/** Everything the DevTools of a page recorded, as their own HAR export writes it, credentials included. */
export async function exportHar({ browser, page }: Toolbox): Promise<Har> {
  await page.bringToFront();
  return { log: await inChrome(browser, `${TOOLBOX} return toolbox.getHARFromNetMonitor();`) };
}

/** Saves a picture of the DevTools of a page as a PNG file. */
export async function screenshot({ browser, page }: Toolbox, file: `${string}.png`): Promise<void> {
  await page.bringToFront();
  const url = await inChrome<string>(
    browser,
    `${TOOLBOX}
    const picture = await toolbox.win.browsingContext.currentWindowGlobal.drawSnapshot(
      new DOMRect(0, 0, toolbox.win.innerWidth, toolbox.win.innerHeight), 1, 'white');
    const canvas = document.createElementNS('http://www.w3.org/1999/xhtml', 'canvas');
    canvas.width = picture.width;
    canvas.height = picture.height;
    canvas.getContext('2d').drawImage(picture, 0, 0);
    return canvas.toDataURL();`,
  );
  await writeFile(file, Buffer.from(url.slice(url.indexOf(',') + 1), 'base64'));
}
