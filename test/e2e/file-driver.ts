import { basename, join } from 'node:path';
import type { Browser, Frame } from 'puppeteer-core';

/**
 * Exports everything from the panel, as a person does.
 * @param folder where the browser puts it
 * @returns the file's path, once it is there
 */
export async function saveFromDialog(browser: Browser, panel: Frame, folder: string): Promise<string> {
  const session = await browser.target().createCDPSession();
  await session.send('Browser.setDownloadBehavior', {
    behavior: 'allow',
    downloadPath: folder,
    eventsEnabled: true,
  });
  const saved = new Promise<string>((resolve, reject) => {
    let name = '';
    session.on('Browser.downloadWillBegin', (event) => {
      name = event.suggestedFilename;
    });
    session.on('Browser.downloadProgress', ({ state }) => {
      if (state === 'completed') resolve(join(folder, name));
      if (state === 'canceled') reject(new Error(`the browser did not save ${name}`));
    });
  });
  await clickNamed(panel, 'Export…');
  await waitFor(panel, `document.querySelector('dialog.export[open] .primary:enabled')`);
  await clickNamed(panel, 'Save HAR');
  const path = await saved;
  await waitFor(
    panel,
    `document.querySelector('dialog.export [role="status"]').textContent.includes('Saved')`,
  );
  await clickNamed(panel, 'Close');
  await waitFor(panel, `!document.querySelector('dialog.export')`);
  await session.detach();
  return path;
}

/** Opens a file by the button's file input, and waits until the panel shows it or says why not. */
export async function openFile(panel: Frame, path: string): Promise<void> {
  const input = await panel.waitForSelector('input[type="file"]');
  await (input as unknown as { uploadFile(path: string): Promise<void> }).uploadFile(path);
  await settled(panel, basename(path));
}

/** Drops a file on the panel, and waits until the panel shows it or says why not. */
export async function dropFile(panel: Frame, name: string, text: string): Promise<void> {
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
export async function goBack(panel: Frame): Promise<void> {
  await panel.$eval('.file-bar.opened button', (button) => (button as HTMLElement).click());
  await waitFor(panel, `!document.querySelector('.file-bar')`);
}

const settled = (panel: Frame, name: string): Promise<void> =>
  waitFor(
    panel,
    `[...document.querySelectorAll('.file-bar:is(.opened, .failed)')].some((bar) => bar.textContent.includes('${name}'))`,
  );

async function clickNamed(panel: Frame, name: string): Promise<void> {
  await panel.evaluate((wanted) => {
    const buttons = [...document.querySelectorAll('button')];
    buttons.find((button) => button.textContent.trim() === wanted)?.click();
  }, name);
}

async function waitFor(panel: Frame, expression: string): Promise<void> {
  await panel.waitForFunction(expression, { polling: 'mutation' });
}
