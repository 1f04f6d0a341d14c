import { expect, it } from 'vitest';
import { createOpeners } from '../../src/background/openers.ts';
import { createLife, createState } from './fake-port.ts';

const begin = () => {
  const state = createState();
  const again = () => createOpeners(createLife(state).port.session);
  return { state, again, openers: again() };
};

it('follows a tab that a tab opened once a page sends it somewhere, also in the next background', async () => {
  const { openers, again } = begin();
  await openers.noteOpener(20, 7);
  expect((await openers.read()).get(20)).toEqual({ by: 7, isFollowed: false });
  await openers.noteNavigation(20, true, 8);
  for (const each of [openers, again()]) {
    expect((await each.read()).get(20)).toEqual({ by: 7, isFollowed: true });
  }
});

it('takes the tab of the page that sent it for the opener where the browser named none', async () => {
  const { openers } = begin();
  await openers.noteOpener(20, undefined);
  await openers.noteNavigation(20, true, 7);
  expect((await openers.read()).get(20)).toEqual({ by: 7, isFollowed: true });
});

it('follows no tab that a person sends somewhere, that nobody opened, or that opened nothing any more', async () => {
  const { openers, state } = begin();
  await openers.noteOpener(20, 7);
  await openers.noteNavigation(20, false, undefined);
  await openers.noteNavigation(21, true, 7);
  await openers.noteOpener(22, undefined);
  await openers.noteNavigation(22, true, undefined);
  expect((await openers.read()).size).toBe(0);
  expect(state.session.values.size).toBe(0);
});

it('forgets a tab that is no more, and that it opened others', async () => {
  const { openers, again } = begin();
  await openers.noteOpener(20, 7);
  await openers.noteOpener(21, 20);
  await openers.noteOpener(22, 8);
  await openers.forget(20);
  for (const each of [openers, again()]) expect([...(await each.read()).keys()]).toEqual([22]);
});
