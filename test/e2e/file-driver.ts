import { basename } from 'node:path';
import type { Browser } from 'puppeteer-core';
import { driver } from './driver.ts';
import { type Panel, waitFor } from './panel.ts';

/**
 * Exports everything from the panel, as a person does.
 * @param folder where the browser puts it
 * @returns the file's path, once it is there
 */
export async function saveFromDialog(browser: Browser, panel: Panel, folder: string): Promise<string> {
  await clickNamed(panel, 'Export…');
  await waitFor(panel, `document.querySelector('dialog.export[open] .primary:enabled')`);
  const path = await driver.download(browser, folder, () => clickNamed(panel, 'Save HAR'));
  await waitFor(
    panel,
    `document.querySelector('dialog.export [role="status"]').textContent.includes('Saved')`,
  );
  await clickNamed(panel, 'Close');
  await waitFor(panel, `!document.querySelector('dialog.export')`);
  return path;
}

/** Opens a file by the button's file input, and waits until the panel shows it or says why not. */
export async function openFile(panel: Panel, path: string): Promise<void> {
  await driver.chooseFile(panel, 'input[type="file"]', path);
  await settled(panel, basename(path));
}

/** Drops a file on the panel, and waits until the panel shows it or says why not. */
export async function dropFile(panel: Panel, name: string, text: string): Promise<void> {
  await panel.evaluate(
    (fileName, content) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([content], fileName));
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    },
    name,
    text,
  );
  await settled(panel, name);
}

/** Goes from a file back to the tab's own recording. */
export async function goBack(panel: Panel): Promise<void> {
  await panel.$eval('.file-bar.opened button', (button) => (button as HTMLElement).click());
  await waitFor(panel, `!document.querySelector('.file-bar')`);
}

const settled = (panel: Panel, name: string): Promise<void> =>
  waitFor(
    panel,
    `[...document.querySelectorAll('.file-bar:is(.opened, .failed)')].some((bar) => bar.textContent.includes('${name}'))`,
  );

async function clickNamed(panel: Panel, name: string): Promise<void> {
  await panel.evaluate((wanted) => {
    const buttons = [...document.querySelectorAll('button')];
    buttons.find((button) => button.textContent.trim() === wanted)?.click();
  }, name);
}
