import { expect, it, vi } from 'vitest';
import { ruleOf } from '../../src/background/header-rule.ts';
import { createPreferences } from '../../src/background/preferences.ts';
import { createHeaderRules } from '../../src/background/session-rules.ts';
import { LITELLM_NAMES } from '../../src/litellm/header-names.ts';
import { createLife, createState } from './fake-port.ts';
import { GATEWAY } from './observed.ts';

const HERE = { origin: GATEWAY, tabId: 7 };
const THERE = { origin: GATEWAY, tabId: 8 };

function begin() {
  const state = createState();
  const { port } = createLife(state);
  const preferences = createPreferences(port);
  const onChanged = vi.fn().mockResolvedValue(undefined);
  return { state, preferences, onChanged, headerRules: createHeaderRules(port, preferences, onChanged) };
}

it('makes one change after the other, and tells of each before it is over', async () => {
  const { headerRules, onChanged, state } = begin();
  await Promise.all([HERE, THERE].map((each) => headerRules.change((inForce) => [...inForce, each])));
  expect(await headerRules.inForce()).toEqual([HERE, THERE]);
  expect(onChanged).toHaveBeenCalledTimes(2);
  await headerRules.change();
  expect(state.ruleChanges).toBe(2);
  expect(onChanged).toHaveBeenCalledTimes(2);
});

it('injects nothing during a pause, whatever is asked for', async () => {
  const { headerRules, preferences } = begin();
  await headerRules.change(() => [HERE]);
  await preferences.change(() => ({ paused: true }));
  await headerRules.change((inForce) => [...inForce, THERE]);
  expect(await headerRules.inForce()).toEqual([]);
});

it('takes what is on by default and the name of the header from the preferences', async () => {
  const { headerRules, preferences, state } = begin();
  await headerRules.change(() => [HERE]);
  const headerNames = { ...LITELLM_NAMES, debugRequest: 'x-fork-debug' };
  await preferences.change(() => ({ defaultOn: [GATEWAY], headerNames }));
  await headerRules.change();
  expect(state.rules).toEqual(
    [HERE, { origin: GATEWAY, except: [] }].map((each, at) => ruleOf(at + 1, each, 'x-fork-debug')),
  );
  await preferences.change(() => ({ defaultOn: [] }));
  await headerRules.change();
  expect(await headerRules.inForce()).toEqual([HERE]);
});

it('goes on after a change that failed', async () => {
  const { headerRules, onChanged } = begin();
  onChanged.mockRejectedValueOnce(new Error('no tabs'));
  await expect(headerRules.change(() => [HERE])).rejects.toThrow('no tabs');
  await headerRules.change((inForce) => [...inForce, THERE]);
  expect(await headerRules.inForce()).toEqual([HERE, THERE]);
});
