import type { Watched } from './hostile-look.ts';

/** Each of these walks through a part of the panel and looks at all of it. They run there, so they use nothing around them. */

/** Opens a HAR file, looks at every login and every tab of every row, then filters by a text that hides them all. */
export async function walkRows(har: string, fileName: string, filter: string): Promise<void> {
  const { look, until, find, fill, drop } = (globalThis as unknown as Watched).looker;
  const unfold = async () => {
    for (;;) {
      const folded = document.querySelector<HTMLDetailsElement>('details:not([open])');
      if (!folded) return;
      const unfolded = new Promise((done) => folded.addEventListener('toggle', done, { once: true }));
      folded.open = true;
      await unfolded;
    }
  };
  drop(fileName, har);
  const rows = () => [...document.querySelectorAll('[role="grid"] [data-id]')];
  const { length } = JSON.parse(har).log.entries;
  await until(() => find('.file-bar.opened') && rows().length === length && find('.login'));
  await unfold();
  look();
  const ids = rows().map((row) => row.getAttribute('data-id'));
  for (const id of ids) {
    find(`[data-id="${id}"]`)?.click();
    await until(() => find(`[data-id="${id}"][aria-selected="true"]`) && find('.detail [role="tab"]'));
    for (const tab of document.querySelectorAll<HTMLElement>('.detail [role="tab"]')) {
      tab.click();
      await until(() => tab.getAttribute('aria-selected') === 'true');
      await unfold();
      look();
    }
  }
  fill('input[type="search"]', filter);
  await until(() => find('.nothing-shown'));
  look();
  fill('input[type="search"]', '');
  await until(() => !find('.nothing-shown'));
}

/** Opens the menu of every row. Returns a row for each thing that can be copied: of a file no server can be checked. */
export async function walkMenus(): Promise<readonly (readonly [label: string, row: string])[]> {
  const { look, until, find } = (globalThis as unknown as Watched).looker;
  const rows = new Map<string, string>();
  for (const row of document.querySelectorAll<HTMLElement>('[role="grid"] [data-id]')) {
    row.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true }));
    await until(() => find('[role="menu"]'));
    look();
    for (const { textContent } of document.querySelectorAll('[role="menuitem"]:not([aria-disabled="true"])'))
      rows.set(textContent, row.dataset['id'] ?? '');
    find('[role="menu"]')?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    await until(() => !find('[role="menu"]'));
  }
  return [...rows];
}

/** Copies from the menu of a row. What is pasted after it is noted, and is `pasted` then. */
export async function copyFrom(row: string, label: string): Promise<void> {
  const { look, note, until, find } = (globalThis as unknown as Watched).looker;
  find(`[data-id="${row}"]`)?.dispatchEvent(
    new MouseEvent('contextmenu', { bubbles: true, cancelable: true }),
  );
  await until(() => find('[role="menu"]'));
  [...document.querySelectorAll<HTMLElement>('[role="menuitem"]')]
    .find(({ textContent }) => textContent === label)
    ?.click();
  await until(() => find('.notice-done')?.textContent === `Copied: ${label}`);
  look();
  const pasted = new Promise((done) => {
    addEventListener('paste', ({ clipboardData }) => done(clipboardData?.getData('text/plain')), {
      once: true,
    });
  });
  void pasted.then((text) => note(String(text)));
  Object.assign(globalThis, { pasted });
}

/** Opens the export dialog and saves from it, without tool data and with it. */
export async function walkExport(): Promise<void> {
  const { look, until, find, click } = (globalThis as unknown as Watched).looker;
  const button = (words: string) =>
    [...document.querySelectorAll('button')].find(({ textContent }) => textContent.includes(words));
  button('Export…')?.click();
  for (const withToolData of [false, true]) {
    if (withToolData) await click('.export input[type="checkbox"]');
    for (const form of ['Save HAR', 'Save support bundle']) {
      await until(() => find('.export .primary:enabled'));
      look();
      button(form)?.click();
      await until(() =>
        find('.export .outcome.good-text')?.textContent.includes(form.endsWith('HAR') ? '.har' : '.md'),
      );
      look();
    }
  }
  await click('[aria-label="Close the export"]');
  await until(() => !find('dialog'));
}

/** Opens the page of every rule that has a finding in the recording. */
export async function walkRulePages(): Promise<readonly string[]> {
  const { look, until, find, click } = (globalThis as unknown as Watched).looker;
  const read = new Set<string>();
  for (const { dataset } of document.querySelectorAll<HTMLElement>('[role="grid"] [data-id]')) {
    await click(`[data-id="${dataset['id']}"]`);
    await until(() => find(`[data-id="${dataset['id']}"][aria-selected="true"]`));
    await click('.detail [role="tab"]');
    await until(() => find('.detail [role="tab"][aria-selected="true"]'));
    for (const about of document.querySelectorAll<HTMLElement>('.detail .about-rule')) {
      if (read.has(about.textContent)) continue;
      read.add(about.textContent);
      about.click();
      await until(() => find('dialog[open] :is(p, pre)'));
      look();
      await click('[aria-label="Close the page"]');
      await until(() => !find('dialog'));
    }
  }
  return [...read];
}

/** Opens files that hold nothing to show, and goes back to the tab's own rows. */
export async function walkOddFiles(brokenName: string, emptyName: string, text: string): Promise<void> {
  const { look, until, find, click, drop } = (globalThis as unknown as Watched).looker;
  drop(brokenName, text);
  await until(() => find('.file-bar.failed'));
  look();
  await click('[aria-label="Close the message"]');
  await until(() => !find('.file-bar.failed'));
  const request = { method: 'GET', url: `https://example.com/${text}`, headers: [] };
  const response = { status: 200, statusText: text, headers: [], content: { text } };
  const log = { version: '1.2', entries: [{ startedDateTime: '2026-01-01T00:00:00Z', request, response }] };
  drop(emptyName, JSON.stringify({ log }));
  await until(() => find('main.empty'));
  look();
  await click('main.empty .primary');
  await until(() => !find('.file-bar'));
}

/** Types a text as the address of a gateway, and asks for it. */
export async function walkGatewayForm(text: string): Promise<void> {
  const { look, until, find, click, fill } = (globalThis as unknown as Watched).looker;
  await click('[role="switch"]');
  await until(() => find('.gateway-form'));
  fill('.gateway-form input[type="text"]', `no address: ${text}`);
  await click('.gateway-form [type="submit"]');
  await until(() => find('.gateway-form .problem')?.textContent);
  look();
  await click('.gateway-form .buttons [type="button"]:not([type="submit"])');
  await until(() => !find('.gateway-form'));
}
