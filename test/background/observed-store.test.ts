import { expect, it } from 'vitest';
import { createObservedStore } from '../../src/background/observed-store.ts';
import type { Observed } from '../../src/messages.ts';
import { createLife, createState } from './fake-port.ts';
import { observed } from './observed.ts';

const stored = () => {
  const state = createState();
  const again = () => createObservedStore(createLife(state).port.session);
  return { state, again, store: again() };
};

const many = (count: number, parts: Partial<Observed> = {}): readonly Observed[] =>
  Array.from({ length: count }, (_, at) => observed({ id: `7.${at}`, startedAt: at, ...parts }));

const idsOf = (kept: readonly Observed[]) => kept.map(({ id }) => id);

it('gives what is kept of a tab, oldest first, also to the next background', async () => {
  const { store, again } = stored();
  await store.keep([observed({ id: '7.2', startedAt: 2 }), observed({ id: '7.1', startedAt: 1 })]);
  await store.keep([observed({ id: '8.1', tabId: 8 })]);
  for (const each of [store, again()]) {
    expect(idsOf(await each.read(7))).toEqual(['7.1', '7.2']);
    expect((await each.find('8.1'))?.tabId).toBe(8);
    expect(await each.find('8.2')).toBeUndefined();
  }
});

it('keeps 1,000 of a tab: the oldest that ended go first, then the oldest', async () => {
  const { store, again } = stored();
  await store.keep([
    observed({ id: '7.open', state: 'open' }),
    ...many(999),
    observed({ id: '8.1', tabId: 8 }),
  ]);
  await again().keep([observed({ id: '7.new', startedAt: 2_000 })]);
  const kept = idsOf(await store.read(7));
  expect(kept).toHaveLength(1_000);
  expect([kept.includes('7.open'), kept.includes('7.0'), kept.includes('7.1')]).toEqual([true, false, true]);
  expect(await store.read(8)).toHaveLength(1);
});

it('keeps 4,000,000 characters in all', async () => {
  const { store, state } = stored();
  const { exchange } = observed({});
  const large = {
    exchange: { ...exchange, response: { ...exchange.response, statusText: 'x'.repeat(1_500_000) } },
  };
  await store.keep([observed({ id: '7.1', ...large }), observed({ id: '8.2', tabId: 8, ...large })]);
  await store.keep([observed({ id: '8.3', tabId: 8, ...large })]);
  expect([...state.session.values.keys()]).toEqual(['observed.8.2', 'observed.8.3']);
});

it('says when there is no room, and keeps what comes when there is again', async () => {
  const { store, state } = stored();
  state.session.isFull = true;
  await expect(store.keep([observed({ id: '7.1' })])).rejects.toThrow('quota');
  state.session.isFull = false;
  await store.keep([observed({ id: '7.2' })]);
  expect(idsOf(await store.read(7))).toEqual(['7.2']);
});

it('forgets what belongs to tabs, or everything, and puts nothing back that was about to be kept', async () => {
  const { store, again, state } = stored();
  await Promise.all([
    store.keep([observed({ id: '7.1' }), observed({ id: '8.1', tabId: 8 })]),
    store.forget([7]),
  ]);
  expect([...state.session.values.keys()]).toEqual(['observed.8.1']);
  await again().forget();
  expect(state.session.values.size).toBe(0);
});
