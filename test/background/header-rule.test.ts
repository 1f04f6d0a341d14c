import { describe, expect, it } from 'vitest';
import { changeTo, type HeaderRule, headerRulesOf, ruleOf } from '../../src/background/header-rule.ts';
import { DEBUG_REQUEST_HEADER } from '../../src/litellm/header-names.ts';
import type { SessionRule } from '../../src/ports/background.ts';

const HEADER = DEBUG_REQUEST_HEADER;
const rule = (id: number, headerRule: HeaderRule): SessionRule => ruleOf(id, headerRule, HEADER);
const change = (wanted: readonly HeaderRule[], inForce: readonly SessionRule[]) =>
  changeTo(wanted, inForce, HEADER);

const here = { tabId: 7, origin: 'http://127.0.0.1:4000' };
const there = { tabId: 7, origin: 'http://[::1]:4000' };
const everywhere = { origin: 'http://127.0.0.1:4000', except: [9, 8] };
const workers = { ...here, workersOf: '127.0.0.1' };
const otherTab = { tabId: 8, origin: 'http://127.0.0.1:4000' };

describe('ruleOf', () => {
  it('holds for one tab and one origin, whatever the path', () => {
    expect(rule(3, here)).toEqual({
      id: 3,
      action: {
        type: 'modifyHeaders',
        requestHeaders: [{ header: 'x-litellm-mcp-debug', operation: 'set', value: 'true' }],
      },
      condition: { tabIds: [7], urlFilter: '|http://127.0.0.1:4000/', resourceTypes: ['xmlhttprequest'] },
    });
    expect(rule(3, there).condition.urlFilter).toBe('|http://[::1]:4000/');
  });

  it('holds for every tab but some, and for nothing that no tab sends', () => {
    expect(rule(4, everywhere).condition).toEqual({
      excludedTabIds: [-1, 8, 9],
      urlFilter: '|http://127.0.0.1:4000/',
      resourceTypes: ['xmlhttprequest'],
    });
  });
});

describe('headerRulesOf', () => {
  it('reads back whose workers are reached, and for which tab', () => {
    expect(rule(5, workers).condition).toEqual({
      tabIds: [-1, 7],
      initiatorDomains: ['127.0.0.1'],
      urlFilter: '|http://127.0.0.1:4000/',
      resourceTypes: ['xmlhttprequest'],
    });
    expect(headerRulesOf([rule(1, here), rule(5, workers)])).toEqual([here, workers]);
    const everybody = rule(5, workers);
    const { initiatorDomains: _, ...condition } = everybody.condition;
    expect(headerRulesOf([{ ...everybody, condition }])).toEqual([]);
  });

  it('reads header rules back, whatever order the browser gives the fields', () => {
    const shuffled: SessionRule = {
      condition: { urlFilter: '|http://[::1]:4000/', resourceTypes: ['xmlhttprequest'], tabIds: [7] },
      action: {
        requestHeaders: [{ value: 'true', header: 'x-litellm-mcp-debug', operation: 'set' }],
        type: 'modifyHeaders',
      },
      id: 2,
    };
    expect(headerRulesOf([rule(1, here), shuffled])).toEqual([here, there]);
  });

  it('reads what is on by default back, and the header whatever it is', () => {
    expect(headerRulesOf([ruleOf(1, everywhere, 'x-fork-debug')])).toEqual([
      { ...everywhere, except: [8, 9] },
    ]);
  });

  it('does not take a rule for a header rule that would not inject, or elsewhere', () => {
    const good = rule(1, here);
    expect(
      headerRulesOf([
        { ...good, condition: { ...good.condition, tabIds: [7, 8] } },
        { ...good, condition: { ...good.condition, urlFilter: '||127.0.0.1' } },
        { ...good, condition: { resourceTypes: ['xmlhttprequest'] } },
        { ...good, action: { type: 'block' } },
      ]),
    ).toEqual([]);
  });
});

describe('changeTo', () => {
  it('changes nothing when the rules in force are those wanted', () => {
    const inForce = [rule(1, here), rule(2, otherTab)];
    expect(change([otherTab, here], inForce)).toEqual({ removeRuleIds: [], addRules: [] });
  });

  it('adds what is missing under ids that are free, and removes what is not wanted', () => {
    const inForce = [rule(1, here), rule(3, otherTab)];
    expect(change([otherTab, there], inForce)).toEqual({
      removeRuleIds: [1],
      addRules: [rule(1, there)],
    });
    expect(change([here, otherTab, there], inForce)).toEqual({
      removeRuleIds: [],
      addRules: [rule(2, there)],
    });
  });

  it('removes a second rule for the same, and rules of another make', () => {
    const old: SessionRule = { id: 9, action: { type: 'block' }, condition: { urlFilter: '||127.0.0.1' } };
    const changed = change([here], [rule(1, here), rule(2, here), old]);
    expect(changed).toEqual({ removeRuleIds: [2, 9], addRules: [] });
  });

  it('writes every rule again when the header has another name', () => {
    const old = ruleOf(1, here, 'x-fork-debug');
    expect(change([here], [old])).toEqual({ removeRuleIds: [1], addRules: [rule(1, here)] });
  });

  it('writes the rule of every tab again when its exceptions differ, in whatever order', () => {
    const inForce = [rule(1, everywhere)];
    expect(change([{ ...everywhere, except: [8, 9] }], inForce)).toEqual({ removeRuleIds: [], addRules: [] });
    const without = { ...everywhere, except: [9] };
    expect(change([without], inForce)).toEqual({ removeRuleIds: [1], addRules: [rule(1, without)] });
  });

  it('makes one rule of a header rule that is wanted twice', () => {
    expect(change([here, here], []).addRules).toEqual([rule(1, here)]);
  });
});
