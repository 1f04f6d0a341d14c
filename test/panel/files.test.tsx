// @vitest-environment happy-dom
import { fireEvent, screen, waitFor, within } from '@testing-library/preact';
import type { Har } from 'har-format';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { createInspector } from '../../src/inspect.ts';
import { LARGEST } from '../../src/panel/store/files.ts';
import { recorded } from '../golden/recordings.ts';
import { entry, KEY } from '../har-entry.ts';
import { pretendLayout } from './layout.ts';
import { accessibilityFaults, createFakeBrowser, type OpenPanel, openPanel } from './panel.tsx';

const LEAK = recorded('key-leak');
const page = entry({
  method: 'GET',
  url: 'https://example.com/',
  received: '<p>',
  receivedType: 'text/html',
});
const har = (entries: readonly unknown[], version = '1.2'): string =>
  JSON.stringify({ log: { version, entries } });
const file = (content: string, name = 'trace.har'): File => new File([content], name);

const pick = (...files: readonly File[]) => {
  const input = screen.getByLabelText('HAR file');
  Object.defineProperty(input, 'files', { value: files, configurable: true });
  input.dispatchEvent(new Event('change', { bubbles: true }));
};
const drag = (type: 'dragenter' | 'dragleave' | 'drop', ...files: readonly File[]) => {
  const event = new Event(type, { bubbles: true, cancelable: true });
  Object.assign(event, { dataTransfer: { types: ['Files'], files }, relatedTarget: null });
  document.body.dispatchEvent(event);
  return event;
};
const indexes = (panel: OpenPanel) => panel.store.traffic.rows.value.map(({ id }) => id);
const opened = (name: string) =>
  waitFor(() => expect(document.querySelector('.file-bar.opened')?.textContent).toContain(name));
/** Opens a file, until the panel shows it. */
const openFile = (content = har(LEAK), name = 'trace.har') => {
  pick(file(content, name));
  return opened(name);
};
const text = () => document.body.textContent ?? '';

beforeAll(pretendLayout);

// Whatever a test leaves on the screen must be usable by everybody.
afterEach(async () => {
  expect(await accessibilityFaults()).toEqual([]);
});

describe('opening a file', () => {
  it('shows its requests with its name, and the tab’s again on the way back', async () => {
    const panel = await openPanel([entry()]);
    await openFile(har(LEAK), 'of <b>a colleague</b>.har');
    expect(panel.store.traffic.rows.value.length).toBeGreaterThan(1);
    expect(screen.getByRole('list', { name: 'Hops of the recording' })).toBeDefined();
    expect(screen.getByRole('button', { name: 'Errors 5' })).toBeDefined();
    expect(screen.queryByRole('button', { name: 'Clear' })).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Back to the tab (1 MCP request)' }));
    await screen.findByRole('button', { name: 'Clear' });
    expect(indexes(panel)).toEqual([0]);
  });

  it('finds the same in it as the tab did', async () => {
    const live = await openPanel(LEAK);
    const findings = live.store.traffic.rows.value.map(({ inspected }) => inspected.findings);
    await openFile();
    expect(live.store.traffic.rows.value.map(({ inspected }) => inspected.findings)).toEqual(findings);
  });

  it('does not mix the tab’s requests into it, and keeps them', async () => {
    const panel = await openPanel([entry()]);
    await openFile();
    const before = panel.store.traffic.rows.value;
    panel.browser.entry(entry(), entry());
    await screen.findByRole('button', { name: 'Back to the tab (3 MCP requests)' });
    expect(panel.store.traffic.rows.value).toBe(before);
    fireEvent.keyDown(document.body, { key: 'l', ctrlKey: true });
    fireEvent.keyDown(document.body, { key: 'e', ctrlKey: true });
    panel.browser.navigate();
    expect(panel.store.traffic.rows.value).toBe(before);
    expect(panel.store.isRecording.value).toBe(true);
    expect(panel.store.live.rows.value).toEqual([]);
  });

  it('keeps the tab’s filter and selection for the way back', async () => {
    const { store } = await openPanel([entry(), entry()]);
    store.view.setFilter('status:200');
    store.view.select(1);
    await openFile();
    expect([store.view.filterText.value, store.view.selected.value]).toEqual(['', undefined]);
    fireEvent.click(screen.getByRole('button', { name: /Back to the tab/ }));
    expect([store.view.filterText.value, store.view.selected.value?.id]).toEqual(['status:200', 1]);
  });

  it('takes a file that is dropped, and says so while it is over the panel', async () => {
    await openPanel();
    drag('dragenter');
    await screen.findByText('Drop the HAR file to open it');
    drag('dragleave');
    await waitFor(() => expect(text()).not.toContain('Drop the HAR file'));
    // Or the browser would open it in the panel's place.
    expect(drag('drop', file(har(LEAK), 'dropped.har')).defaultPrevented).toBe(true);
    await opened('dropped.har');
  });

  it('says when none of its requests is MCP', async () => {
    await openPanel();
    pick(file(har([page, null, page])));
    await screen.findByRole('heading', { level: 1, name: '3 requests in this file, none is MCP' });
  });

  it.each([
    ['goes on', () => undefined],
    ['fails', () => new Error('broken')],
  ])('shows how far it is, and stops when told, though reading %s', async (_what, outcome) => {
    let goOn: (() => void) | undefined;
    let hasEnded = false;
    const readHar = async function* () {
      try {
        yield { entries: [entry()], done: 1, total: 4 };
        await new Promise<void>((resolve) => {
          goOn = resolve;
        });
        const error = outcome();
        if (error) throw error;
        yield { entries: [entry()], done: 4, total: 4 };
      } finally {
        hasEnded = true;
      }
    };
    const { store } = await openPanel([], createFakeBrowser({ readHar }));
    pick(file(''));
    await waitFor(() => expect(screen.getByRole('progressbar').getAttribute('value')).toBe('0.25'));
    fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    goOn?.();
    await waitFor(() => expect(screen.queryByRole('progressbar')).toBeNull());
    await waitFor(() => expect(hasEnded).toBe(true));
    expect(store.files.opened.value).toBeUndefined();
    expect(store.files.problem.value).toBeUndefined();
  });

  it('shows the one that was chosen last, whichever is read first', async () => {
    let goOn: (() => void) | undefined;
    const readHar = async function* ({ name }: File) {
      if (name === 'slow.har')
        await new Promise<void>((resolve) => {
          goOn = resolve;
        });
      yield { entries: [entry()], done: 1, total: 1 };
    };
    const { store } = await openPanel([], createFakeBrowser({ readHar }));
    pick(file('', 'slow.har'));
    await waitFor(() => expect(goOn).toBeDefined());
    await openFile('', 'quick.har');
    goOn?.();
    await waitFor(() => expect(store.files.reading.value).toBeUndefined());
    expect(store.files.opened.value?.name).toBe('quick.har');
  });
});

describe('a file that can’t be opened leaves everything as it is, and says why', () => {
  const large = (): File => Object.defineProperty(file(''), 'size', { value: LARGEST + 1 });
  it.each<[string, () => readonly File[], RegExp]>([
    ['text', () => [file('hello')], /trace\.har can’t be opened: not JSON/],
    ['nothing', () => [file('')], /can’t be opened: it is empty\./],
    ['half a file', () => [file(har(LEAK).slice(0, 999))], /not JSON/],
    ['another JSON', () => [file('{"a":1}')], /no HAR: it has no log\.entries\./],
    ['another version', () => [file(har([], '2.0'))], /version 2\.0/],
    ['no requests', () => [file(har([]))], /it holds no requests\./],
    ['a file too large', () => [large()], /it is 268\.4 MB large/],
    ['two files', () => [file(har(LEAK)), file(har(LEAK))], /one file at a time/],
  ])('%s', async (_what, files, words) => {
    const panel = await openPanel([entry()]);
    pick(...files());
    const alert = await screen.findByText(/can’t be opened/);
    expect(alert.textContent).toMatch(words);
    expect(indexes(panel)).toEqual([0]);
    fireEvent.click(screen.getByRole('button', { name: 'Close the message' }));
    await waitFor(() => expect(text()).not.toContain('can’t be opened'));
  });

  it('and an opened file stays, too', async () => {
    const { store } = await openPanel();
    await openFile();
    pick(file('no', 'broken.har'));
    await screen.findByText(/can’t be opened/);
    expect(store.files.opened.value?.name).toBe('trace.har');
  });

  it('while odd entries in one are counted, and the others shown', async () => {
    const panel = await openPanel();
    const odd = { ...entry(), response: { ...entry().response, status: '404' } };
    await openFile(har([null, 7, {}, odd]));
    expect(indexes(panel)).toEqual([3]);
    expect(panel.store.traffic.ignored.value).toBe(3);
  });
});

describe('exporting', () => {
  const open = async () => {
    fireEvent.click(screen.getByRole('button', { name: 'Export…' }));
    const dialog = await screen.findByRole('dialog');
    await waitFor(() => expect(dialog.querySelector('[aria-busy="true"]')).toBeNull());
    return within(dialog);
  };
  type Dialog = Awaited<ReturnType<typeof open>>;
  const WITH_TOOL_DATA = 'Save HAR with tool data';
  const save = (dialog: Dialog, name = 'Save HAR') => fireEvent.click(dialog.getByRole('button', { name }));
  const canSave = (dialog: Dialog, name = 'Save HAR') =>
    waitFor(() => expect(dialog.getByRole('button', { name })).toHaveProperty('disabled', false));
  const saved = async (panel: OpenPanel): Promise<Har> => {
    await screen.findByText(/^\s*Saved/);
    return JSON.parse((await panel.browser.saved.at(-1)?.content.text()) ?? '') as Har;
  };

  it('has nothing to do before the first MCP request', async () => {
    await openPanel();
    expect(screen.getByRole('button', { name: 'Export…' }).hasAttribute('disabled')).toBe(true);
  });

  it('saves the rows that the filter shows, in the recording’s order, or all', async () => {
    const panel = await openPanel([...LEAK, page, entry({ status: 404, received: { detail: 'Not Found' } })]);
    const { view, traffic } = panel.store;
    view.setFilter('rpc:tools/*');
    view.sortBy('time');
    view.sortBy('time');
    const ids = (rows: readonly { readonly id: number }[]) =>
      rows.map(({ id }) => id).toSorted((a, b) => a - b);
    const ours = (file: Har) =>
      file.log.entries.map((each) => (each as unknown as { _hopscope: { index: number } })._hopscope.index);
    const shown = ids(view.shown.value);
    expect(shown.length).toBeLessThan(traffic.rows.value.length);
    const dialog = await open();
    save(dialog);
    expect(ours(await saved(panel))).toEqual(shown);
    fireEvent.click(dialog.getByRole('radio', { name: `All ${traffic.rows.value.length}` }));
    await waitFor(() => expect(text()).not.toContain('Saved'));
    await canSave(dialog);
    save(dialog);
    const all = await saved(panel);
    expect(ours(all)).toEqual(ids(traffic.rows.value));
    expect(all.log).toMatchObject({ creator: { version: '1.2.3' }, _hopscope: { ignored: 1 } });
    expect(panel.browser.saved[0]?.name).toMatch(/^hopscope-\d{4}-\d\d-\d\d-\d{6}\.har$/);
    expect(JSON.stringify(all)).not.toContain(KEY);
  });

  it('leaves tool data out until somebody includes it, and says what that means', async () => {
    const panel = await openPanel(LEAK);
    const dialog = await open();
    expect(dialog.getByText(/They are left out/)).toBeDefined();
    fireEvent.click(dialog.getByRole('checkbox'));
    await dialog.findByText(/reads all of it/);
    await canSave(dialog, WITH_TOOL_DATA);
    save(dialog, WITH_TOOL_DATA);
    expect((await saved(panel)).log).toMatchObject({ _hopscope: { toolData: 'included' } });
  });

  it('saves nothing where a credential is left, and says so', async () => {
    const inspector = () => ({
      ...createInspector(),
      assertNoCredentialIn() {
        throw new Error('A credential of the header x-litellm-api-key is still in it.');
      },
    });
    const { browser } = await openPanel(LEAK, createFakeBrowser(), inspector);
    const dialog = await open();
    save(dialog);
    const alert = await dialog.findByText(/Nothing was saved\. A credential of the header/);
    expect(alert.getAttribute('role')).toBe('alert');
    expect(browser.saved).toEqual([]);
  });

  it('is ready to be saved with Enter, and keeps the focus where somebody put it', async () => {
    await openPanel(LEAK);
    const dialog = await open();
    await waitFor(() =>
      expect(document.activeElement).toBe(dialog.getByRole('button', { name: 'Save HAR' })),
    );
    dialog.getByRole('checkbox').focus();
    fireEvent.click(dialog.getByRole('checkbox'));
    await canSave(dialog, WITH_TOOL_DATA);
    expect(document.activeElement).toBe(dialog.getByRole('checkbox'));
  });

  it('closes with Esc, which never reaches DevTools', async () => {
    await openPanel(LEAK);
    const reached = vi.fn();
    document.addEventListener('keydown', reached);
    const dialog = await open();
    fireEvent.keyDown(dialog.getByRole('checkbox'), { key: 'Escape' });
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(reached).not.toHaveBeenCalled();
  });

  it('saves what an opened file shows, and the same again', async () => {
    const panel = await openPanel();
    await openFile();
    save(await open());
    const once = await saved(panel);
    fireEvent.click(screen.getByRole('button', { name: 'Close' }));
    await openFile(JSON.stringify(once), 'again.har');
    save(await open());
    expect((await saved(panel)).log.entries).toEqual(once.log.entries);
  });
});
