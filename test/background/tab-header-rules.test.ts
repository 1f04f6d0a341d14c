import { describe, expect, it } from 'vitest';
import type { HeaderRule } from '../../src/background/header-rule.ts';
import {
  dropOrigin,
  dropTabs,
  originsOf,
  renameTab,
  setDefaultOn,
  setTab,
  setWorkers,
  workersOf,
} from '../../src/background/tab-header-rules.ts';

const ONE = 'http://one.example';
const TWO = 'http://two.example';
const inTab = (tabId: number, origin = ONE): HeaderRule => ({ origin, tabId });
const byDefault = (...except: readonly number[]): HeaderRule => ({ origin: ONE, except });

describe('the origins of a tab', () => {
  it('are its own and those on by default, each once', () => {
    expect(originsOf(7, [inTab(7), inTab(7, TWO), inTab(8, 'http://three.example'), byDefault()])).toEqual([
      ONE,
      TWO,
    ]);
  });

  it('are not those that were switched off in it', () => {
    expect(originsOf(7, [byDefault(7)])).toEqual([]);
    expect(originsOf(8, [byDefault(7)])).toEqual([ONE]);
  });
});

describe('switching a tab', () => {
  it('leaves other tabs as they are', () => {
    expect(setTab(7, [TWO], [inTab(7), inTab(8)])).toEqual([inTab(8), inTab(7, TWO)]);
    expect(setTab(7, [], [inTab(7), inTab(8)])).toEqual([inTab(8)]);
  });

  it('takes it out of what is on by default, and back in', () => {
    expect(setTab(7, [], [byDefault(8)])).toEqual([byDefault(8, 7)]);
    expect(setTab(7, [ONE, TWO], [byDefault(8, 7)])).toEqual([byDefault(8), inTab(7, TWO)]);
  });

  it('gives back what it took', () => {
    const before = [byDefault(8), inTab(9)];
    const off = setTab(7, [], before);
    expect(setTab(7, [], off)).toEqual(off);
    expect(originsOf(7, off)).toEqual([]);
    expect(originsOf(7, setTab(7, [ONE], off))).toEqual([ONE]);
  });
});

describe('the workers of a tab’s page', () => {
  const HOST = 'page.example';
  const reached = { ...inTab(7), workersOf: HOST };

  it('are reached for what is on in the tab, by itself or by default', () => {
    expect(setWorkers(7, HOST, [inTab(7), inTab(8)])).toEqual([inTab(7), inTab(8), reached]);
    expect(setWorkers(7, HOST, [byDefault()])).toEqual([byDefault(), reached]);
    expect(workersOf(7, [inTab(7), reached])).toBe(HOST);
    expect(workersOf(8, [inTab(8), reached])).toBeUndefined();
  });

  it('are left again without the tab, and with it', () => {
    expect(setWorkers(7, undefined, [inTab(7), reached])).toEqual([inTab(7)]);
    expect(setTab(7, [], [inTab(7), reached])).toEqual([]);
    expect(dropTabs((tab) => tab === 7, [reached, inTab(8)])).toEqual([inTab(8)]);
  });

  it('stay reached when the gateways change, for the new ones', () => {
    expect(setTab(7, [TWO], [inTab(7), reached])).toEqual([
      inTab(7, TWO),
      { ...inTab(7, TWO), workersOf: HOST },
    ]);
    expect(renameTab(7, 9, [reached])).toEqual([{ ...reached, tabId: 9 }]);
  });
});

it('nothing of a tab that closed stays', () => {
  expect(dropTabs((tab) => tab === 7, [inTab(7), inTab(8), byDefault(7, 8)])).toEqual([
    inTab(8),
    byDefault(8),
  ]);
});

it('nothing of an origin that was removed stays', () => {
  expect(dropOrigin(ONE, [inTab(7), inTab(7, TWO), byDefault()])).toEqual([inTab(7, TWO)]);
});

it('a tab that gets another id keeps what it had', () => {
  expect(renameTab(7, 9, [inTab(7), inTab(8), byDefault(7, 8)])).toEqual([
    inTab(9),
    inTab(8),
    byDefault(9, 8),
  ]);
});

it('what is on by default follows the choice, and keeps its exceptions', () => {
  const other: HeaderRule = { origin: TWO, except: [] };
  expect(setDefaultOn([ONE, TWO], [inTab(7), byDefault(8)])).toEqual([inTab(7), byDefault(8), other]);
  expect(setDefaultOn([], [inTab(7), byDefault(8)])).toEqual([inTab(7)]);
});
