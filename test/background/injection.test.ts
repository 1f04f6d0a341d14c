import { describe, expect, it } from 'vitest';
import { changeTo, injectionsOf, type Rule, ruleOf } from '../../src/background/injection.ts';

const here = { tabId: 7, origin: 'http://127.0.0.1:4000' };
const there = { tabId: 7, origin: 'http://[::1]:4000' };
const otherTab = { tabId: 8, origin: 'http://127.0.0.1:4000' };

describe('ruleOf', () => {
  it('holds for one tab and one origin, whatever the path', () => {
    expect(ruleOf(3, here)).toEqual({
      id: 3,
      action: {
        type: 'modifyHeaders',
        requestHeaders: [{ header: 'x-litellm-mcp-debug', operation: 'set', value: 'true' }],
      },
      condition: { tabIds: [7], urlFilter: '|http://127.0.0.1:4000/', resourceTypes: ['xmlhttprequest'] },
    });
    expect(ruleOf(3, there).condition.urlFilter).toBe('|http://[::1]:4000/');
  });
});

describe('injectionsOf', () => {
  it('reads injections back, whatever order the browser gives the fields', () => {
    const shuffled: Rule = {
      condition: { urlFilter: '|http://[::1]:4000/', resourceTypes: ['xmlhttprequest'], tabIds: [7] },
      action: {
        requestHeaders: [{ value: 'true', header: 'x-litellm-mcp-debug', operation: 'set' }],
        type: 'modifyHeaders',
      },
      id: 2,
    };
    expect(injectionsOf([ruleOf(1, here), shuffled])).toEqual([here, there]);
  });

  it('does not take a rule for an injection that would not inject, or elsewhere', () => {
    const rule = ruleOf(1, here);
    expect(
      injectionsOf([
        { ...rule, condition: { ...rule.condition, tabIds: [7, 8] } },
        { ...rule, condition: { ...rule.condition, urlFilter: '||127.0.0.1' } },
        { ...rule, condition: { resourceTypes: ['xmlhttprequest'] } },
        { ...rule, action: { type: 'block' } },
      ]),
    ).toEqual([]);
  });
});

describe('changeTo', () => {
  it('changes nothing when the rules in force are those wanted', () => {
    const inForce = [ruleOf(1, here), ruleOf(2, otherTab)];
    expect(changeTo([otherTab, here], inForce)).toEqual({ removeRuleIds: [], addRules: [] });
  });

  it('adds what is missing under ids that are free, and removes what is not wanted', () => {
    const inForce = [ruleOf(1, here), ruleOf(3, otherTab)];
    expect(changeTo([otherTab, there], inForce)).toEqual({
      removeRuleIds: [1],
      addRules: [ruleOf(1, there)],
    });
    expect(changeTo([here, otherTab, there], inForce)).toEqual({
      removeRuleIds: [],
      addRules: [ruleOf(2, there)],
    });
  });

  it('removes a second rule for the same, and rules of another make', () => {
    const old: Rule = { id: 9, action: { type: 'block' }, condition: { urlFilter: '||127.0.0.1' } };
    const change = changeTo([here], [ruleOf(1, here), ruleOf(2, here), old]);
    expect(change).toEqual({ removeRuleIds: [2, 9], addRules: [] });
  });

  it('makes one rule of an injection that is wanted twice', () => {
    expect(changeTo([here, here], []).addRules).toEqual([ruleOf(1, here)]);
  });
});
