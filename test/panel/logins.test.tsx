// @vitest-environment happy-dom
import { fireEvent, screen, within } from '@testing-library/preact';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { entry } from '../har-entry.ts';
import { preparing, steps } from '../logins/steps.ts';
import { pretendLayout } from './layout.ts';
import { accessibilityFaults, openPanel, recorded } from './panel.tsx';

beforeAll(pretendLayout);

const personal = steps('personal');
const WAITING = [...preparing('personal'), personal.authorize('1')].map((parts, index) =>
  entry({ at: index * 1000, ...parts }),
);

const timelines = () => [...document.querySelectorAll<HTMLDetailsElement>('details.login')];
const headlines = () => timelines().map((each) => each.querySelector('summary b')?.textContent);
/** Name and state of each step of a timeline. */
const told = (timeline: HTMLElement | undefined) =>
  [...(timeline?.querySelectorAll('.step-line') ?? [])].map((line) =>
    [...line.children].map(({ textContent }) => textContent).join(': '),
  );

describe('the logins of a recording', () => {
  it('are drawn step by step while nothing is selected', async () => {
    await openPanel(recorded('login'));
    expect(headlines()).toEqual(['Logged in']);
    expect(told(timelines()[0])).toEqual([
      'Challenge: done',
      'Resource metadata: done',
      'Authorization server metadata: done',
      'Client registration: done',
      'User sent to log in: done',
      'Return to the client: done',
      'Token request: done',
      'First request with the token: done',
    ]);
    expect(await accessibilityFaults()).toEqual([]);
  });

  it('name the step that failed and why, and lead to its row', async () => {
    const { store } = await openPanel(recorded('login-wrong-verifier'));
    expect(headlines()).toEqual(['Failed at: Token request']);
    expect(told(timelines()[0]).slice(-2)).toEqual([
      'Token request: failed',
      'First request with the token: not reached',
    ]);
    expect(timelines()[0]?.textContent).toContain('Hopscope keeps no verifier');
    const why = within(timelines()[0] as HTMLElement).getByRole('button', { name: /No token was issued/ });
    fireEvent.click(why);
    await screen.findByRole('tabpanel');
    expect(store.view.selected.value?.inspected.oauthStep?.step).toBe('token');
    // Now beside the finding itself.
    expect(headlines()).toEqual(['Failed at: Token request']);
    expect(
      within(screen.getByRole('tabpanel')).queryByRole('button', { name: /No token was issued/ }),
    ).toBeNull();
    expect(await accessibilityFaults()).toEqual([]);
  });

  it('lead from each step to its request, and mark the one on the screen', async () => {
    const { store } = await openPanel(recorded('login'));
    fireEvent.click(screen.getByRole('button', { name: /POST .*personal\/token/ }));
    await screen.findByRole('tabpanel');
    expect(store.view.selected.value?.inspected.oauthStep?.step).toBe('token');
    const marked = within(screen.getByRole('tabpanel')).getByRole('button', { current: true });
    expect(marked.textContent).toContain('/personal/token');
  });

  it('wait for the user as long as the tab is recorded', async () => {
    const { store } = await openPanel(WAITING);
    expect(headlines()).toEqual(['Waiting for the user']);
    expect(told(timelines()[0])[5]).toBe('Return to the client: waiting for the user');
    store.toggleRecording();
    await vi.waitFor(() => expect(headlines()).toEqual(['Not finished']));
  });

  it('that were begun again are folded, the last is open', async () => {
    await openPanel([
      ...WAITING,
      ...[personal.authorize('2'), personal.callback('2')].map((parts, index) =>
        entry({ at: 10_000 + index * 1000, ...parts }),
      ),
    ]);
    expect(headlines()).toEqual(['Under way', 'Left, and begun again']);
    expect(timelines().map(({ open }) => open)).toEqual([true, false]);
    expect(screen.getByRole('heading', { name: '2 OAuth logins, the last first' })).toBeTruthy();
  });

  it('are not on the screen of a request that is part of none', async () => {
    const { store } = await openPanel(recorded('works'));
    expect(timelines()).toEqual([]);
    store.view.select(0);
    await screen.findByRole('tabpanel');
    expect(timelines()).toEqual([]);
  });
});
