// @vitest-environment happy-dom
import { act } from '@testing-library/preact';
import { beforeAll, expect, it } from 'vitest';
import { TABS } from '../../src/panel/store/view.ts';
import { readHar } from '../../src/report/har/read-har.ts';
import { hostileHar, PLACES } from '../e2e/hostile-har.ts';
import { installLooker, type Watched } from '../e2e/hostile-look.ts';
import { spelled } from '../e2e/hostile-spelled.ts';
import { HOSTILE_TEXTS } from '../e2e/hostile-texts.ts';
import { pretendLayout } from './layout.ts';
import { openPanel } from './panel.tsx';

/*
 * Each hostile text by itself in the list, the logins, and two tabs of each request: that of its diagnosis, and one more,
 * another with each text. test/e2e/hostile.test.ts has all tabs, dialogs, menus and messages, in a browser that would run them.
 */

beforeAll(pretendLayout);
beforeAll(installLooker);

const reached = new Set<string>();

it.each(HOSTILE_TEXTS.map((text, number) => ({ text, number, name: JSON.stringify(text) })))(
  'shows $name as text',
  async ({ text, number }) => {
    const { look, seen } = (globalThis as unknown as Watched).looker;
    const { store } = await openPanel(readHar(hostileHar(text)));
    look();
    for (const [row, { id }] of store.view.shown.value.entries()) {
      for (const tab of ['diagnosis', TABS[(row + number) % TABS.length] ?? 'diagnosis'] as const) {
        await act(() => {
          store.view.select(id);
          store.view.openTab(tab);
        });
        look(document.querySelector('.detail') ?? undefined);
      }
    }
    const { shown, ...rest } = seen();
    expect(rest).toEqual({ elements: [], invisible: [], blocked: [], ran: false });
    for (const place of PLACES) if (shown.includes(`${place}→${spelled(text)}`)) reached.add(place);
  },
);

it('shows all places in which a text was planted', () => {
  expect([...reached].toSorted()).toEqual(PLACES.toSorted());
});
