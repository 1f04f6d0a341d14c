import { describe, expect, it } from 'vitest';
import { watchedOf } from '../../src/background/watched.ts';
import { LITELLM_NAMES } from '../../src/litellm/header-names.ts';
import { event, GATEWAY, PAGE } from './observed.ts';

type Sources = Parameters<typeof watchedOf>[0];

const watch = (parts: Partial<Sources> = {}) =>
  watchedOf({
    headerRules: [{ origin: GATEWAY, tabId: 7 }],
    openers: new Map(),
    tabs: [
      { id: 7, url: `${PAGE}/start` },
      { id: 8, url: PAGE },
    ],
    gone: new Set(),
    headerNames: LITELLM_NAMES,
    ...parts,
  });

const byDefault = { headerRules: [{ origin: GATEWAY, except: [9] }] };
const openedBy = (...chain: readonly number[]) =>
  new Map(chain.slice(1).map((tabId, index) => [tabId, { by: chain[index], isFollowed: true }] as const));

describe('a request of a tab', () => {
  it('is of the tab that is on, and of nobody in another', () => {
    expect(watch().ownersOf(event({ stage: 'started' }))).toEqual([{ tabId: 7, window: 'tab' }]);
    expect(watch().ownersOf(event({ stage: 'started', tabId: 8 }))).toEqual([]);
    expect(watch({ headerRules: [] }).ownersOf(event({ stage: 'started' }))).toEqual([]);
  });

  it('is of every tab but some where a gateway is on by default', () => {
    const { isOn, isAny } = watch(byDefault);
    expect([7, 8, 9, 10].filter(isOn)).toEqual([7, 8, 10]);
    expect([isAny, watch({ headerRules: [] }).isAny]).toEqual([true, false]);
  });
});

describe('a request of a window that a tab opened', () => {
  const popup = event({ stage: 'started', tabId: 20 });

  it('is of the opener, or of who opened that', () => {
    expect(watch({ openers: openedBy(7, 20) }).ownersOf(popup)).toEqual([{ tabId: 7, window: 'popup' }]);
    expect(watch({ openers: openedBy(7, 19, 20) }).ownersOf(popup)).toEqual([{ tabId: 7, window: 'popup' }]);
  });

  it('is of the opener also where every tab is on, but of the window itself where it was switched on', () => {
    const openers = openedBy(7, 20);
    expect(watch({ ...byDefault, openers }).ownersOf(popup)).toEqual([{ tabId: 7, window: 'popup' }]);
    const own = { headerRules: [7, 20].map((tabId) => ({ origin: GATEWAY, tabId })), openers };
    expect(watch(own).ownersOf(popup)).toEqual([{ tabId: 20, window: 'tab' }]);
  });

  it('is of nobody before a page sent it somewhere, and in a circle', () => {
    const unfollowed = new Map([[20, { by: 7, isFollowed: false }]]);
    expect(watch({ openers: unfollowed }).ownersOf(popup)).toEqual([]);
    expect(watch({ openers: openedBy(20, 21, 20) }).ownersOf(popup)).toEqual([]);
  });

  it('is its own where the opener is no more', () => {
    const parts = { ...byDefault, openers: openedBy(7, 20), gone: new Set([7]) };
    expect(watch(parts).ownersOf(popup)).toEqual([{ tabId: 20, window: 'tab' }]);
  });
});

describe('a request of a worker', () => {
  const worker = event({ stage: 'started', tabId: -1 });
  const tabsOf = (parts: Partial<Sources>) =>
    watch(parts)
      .ownersOf(worker)
      .map(({ tabId }) => tabId);

  it('is of each tab in debug mode on a page of its origin, as either browser names it', () => {
    expect(watch().ownersOf(worker)).toEqual([{ tabId: 7, window: 'worker' }]);
    expect(tabsOf(byDefault)).toEqual([7, 8]);
    const { initiator: _, ...unnamed } = worker;
    expect(watch().ownersOf({ ...unnamed, originUrl: `${PAGE}/worker.js` })).toHaveLength(1);
    expect(watch().ownersOf(unnamed)).toEqual([]);
    expect(watch().ownersOf({ ...worker, initiator: 'http://other.example' })).toEqual([]);
  });

  it('is of no tab that is no more', () => {
    expect(tabsOf({ ...byDefault, gone: new Set([7]) })).toEqual([8]);
  });
});

it('of several tabs on a page the one looked at last is meant', () => {
  const tabs = [7, 8].map((id) => ({ id, url: PAGE, lastAccessed: id }));
  expect(watch({ ...byDefault, tabs }).tabOf(`${PAGE}/any`)).toBe(8);
  expect(watch({ ...byDefault, tabs, gone: new Set([8]) }).tabOf(PAGE)).toBe(7);
  expect(watch({ tabs }).tabOf('http://other.example')).toBeUndefined();
});
