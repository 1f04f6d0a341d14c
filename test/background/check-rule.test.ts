import { expect, it } from 'vitest';
import { checkRuleOf, FIRST_CHECK_RULE, isCheckRule } from '../../src/background/check-rule.ts';
import { changeTo, headerRulesOf, ruleOf } from '../../src/background/header-rule.ts';
import type { HttpRequest } from '../../src/checks/http.ts';
import { SELF } from './fake-port.ts';

const request: HttpRequest = {
  method: 'POST',
  url: 'https://gateway.example/mcp?api_key=sk-secret',
  headers: [{ name: 'authorization', value: 'Bearer sk-secret' }],
  patience: 1_000,
};

it('takes off the extension’s origin, of what the background itself sends to that origin', () => {
  expect(checkRuleOf(FIRST_CHECK_RULE, request, SELF)).toEqual({
    id: FIRST_CHECK_RULE,
    action: { type: 'modifyHeaders', requestHeaders: [{ header: 'origin', operation: 'remove' }] },
    condition: {
      tabIds: [-1],
      initiatorDomains: ['abc'],
      urlFilter: '|https://gateway.example/',
      resourceTypes: ['xmlhttprequest'],
    },
  });
});

it('sets what fetch takes from nobody, and holds nothing else of the request', () => {
  const preflight = {
    ...request,
    headers: [
      ...request.headers,
      { name: 'Origin', value: 'https://page.example' },
      { name: 'Access-Control-Request-Method', value: 'POST' },
      { name: 'access-control-request-headers', value: 'content-type' },
    ],
  };
  const rule = checkRuleOf(FIRST_CHECK_RULE, preflight, SELF);
  expect(rule.action.requestHeaders).toEqual([
    { header: 'origin', operation: 'set', value: 'https://page.example' },
    { header: 'access-control-request-method', operation: 'set', value: 'POST' },
    { header: 'access-control-request-headers', operation: 'set', value: 'content-type' },
  ]);
  expect(JSON.stringify(rule)).not.toContain('sk-secret');
});

it('is no header rule, and stays when those change', () => {
  const rule = checkRuleOf(FIRST_CHECK_RULE + 7, request, SELF);
  const header = 'x-litellm-mcp-debug';
  const wanted = { origin: 'https://gateway.example', tabId: 7 };
  expect(isCheckRule(rule)).toBe(true);
  expect(headerRulesOf([rule])).toEqual([]);
  expect(changeTo([], [rule], header)).toEqual({ removeRuleIds: [], addRules: [] });
  const { removeRuleIds, addRules } = changeTo([wanted], [rule], header);
  expect({ removeRuleIds, addRules }).toEqual({ removeRuleIds: [], addRules: [ruleOf(1, wanted, header)] });
  expect(addRules.some(isCheckRule)).toBe(false);
});
