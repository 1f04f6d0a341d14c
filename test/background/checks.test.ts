import { describe, expect, it } from 'vitest';
import { checkRuleOf, FIRST_CHECK_RULE, isCheckRule } from '../../src/background/check-rule.ts';
import { createChecks } from '../../src/background/checks.ts';
import { headerRulesOf } from '../../src/background/header-rule.ts';
import { type HttpAnswer, type HttpRequest, turnOfCheck } from '../../src/checks/http.ts';
import { createFakeBrowser } from './fake-browser.ts';
import { createLife, createState, SELF } from './fake-port.ts';
import { GATEWAY, PAGE } from './observed.ts';

const KEY = 'sk-check-4f9a1c77e2';
const ID = '7b0c1d52-54a8-4a87-9a4e-2f0b5b0b1a11';
const ANSWER: HttpAnswer = { status: 200, statusText: 'OK', headers: [], text: '{}', size: 2 };

const requestTo = (url: string): HttpRequest => ({
  method: 'POST',
  url,
  headers: [{ name: 'authorization', value: `Bearer ${KEY}` }],
  body: '{}',
  patience: 1_000,
});
const REQUEST = requestTo(`${GATEWAY}/mcp`);

function begin() {
  const state = createState();
  state.permitted.add(GATEWAY);
  const { port } = createLife(state);
  // A panel that waits.
  state.held.set(turnOfCheck(ID), new Promise(() => undefined));
  return { state, checks: createChecks(port) };
}

/** Lets everything go on that can. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

/** A promise that a test resolves. */
function later<T>() {
  let give: (value: T) => void = () => undefined;
  const promise = new Promise<T>((resolve) => {
    give = resolve;
  });
  return { promise, give };
}

describe('a request of a check', () => {
  it('is sent under a rule of its own, which goes with the answer', async () => {
    const { state, checks } = begin();
    state.answer = () => {
      expect(state.rules.map(({ condition }) => condition.urlFilter)).toEqual([`|${GATEWAY}/`]);
      return ANSWER;
    };
    expect(await checks.send(ID, REQUEST)).toEqual(ANSWER);
    expect(state.sent).toEqual([REQUEST]);
    expect(state.rules).toEqual([]);
  });

  it('leaves no rule when the browser fails', async () => {
    const { state, checks } = begin();
    state.answer = () => {
      throw new Error('no network');
    };
    await expect(checks.send(ID, REQUEST)).rejects.toThrow('no network');
    expect(state.rules).toEqual([]);
  });

  it('is not sent to an origin without permission, nor under a rule', async () => {
    const { state, checks } = begin();
    for (const url of [`${GATEWAY}:4000/mcp`, 'https://gateway.example/mcp', 'http://other.example/mcp'])
      expect(await checks.send(ID, requestTo(url))).toMatchObject({
        status: 0,
        error: 'net::ERR_BLOCKED_BY_CLIENT',
      });
    expect(state.sent).toEqual([]);
    expect(state.ruleChanges).toBe(0);
  });

  it('waits for another to the same origin, whose rule is another, and not for one to another', async () => {
    const { state, checks } = begin();
    state.permitted.add(PAGE);
    const first = later<HttpAnswer>();
    state.answer = ({ url }) => (url.endsWith('/first') ? first.promise : ANSWER);
    const all = [`${GATEWAY}/first`, `${GATEWAY}/second`, `${PAGE}/third`].map((url) =>
      checks.send(ID, requestTo(url)),
    );
    await all[2];
    expect(state.sent.map(({ url }) => url)).toEqual([`${GATEWAY}/first`, `${PAGE}/third`]);
    first.give(ANSWER);
    await Promise.all(all);
    expect(state.sent.at(-1)?.url).toBe(`${GATEWAY}/second`);
    expect(state.rules).toEqual([]);
  });

  it('ends when its panel lets go of its turn, and not before', async () => {
    const { state, checks } = begin();
    const held = later<void>();
    state.held.set(turnOfCheck(ID), held.promise);
    let signal: AbortSignal | undefined;
    state.answer = (_request, stop) => {
      signal = stop;
      return new Promise((resolve) => stop.addEventListener('abort', () => resolve(ANSWER)));
    };
    const answer = checks.send(ID, REQUEST);
    await settled();
    expect({ isAborted: signal?.aborted, continues: checks.continues(ID) }).toEqual({
      isAborted: false,
      continues: true,
    });
    held.give();
    await answer;
    expect(checks.continues(ID)).toBe(false);
    expect(signal?.aborted).toBe(true);
    expect(state.rules).toEqual([]);
  });
});

describe('the background', () => {
  it('sends for a panel, and keeps and tells nothing of it', async () => {
    const browser = createFakeBrowser();
    for (const origin of [PAGE, GATEWAY]) browser.state.permitted.add(origin);
    await browser.openTab(PAGE);
    const { told, badgeChanges } = browser.state;
    const before = told.length;
    expect(await browser.ask('check.send', { id: ID, request: REQUEST })).toEqual(ANSWER);
    const { local, session } = browser.state;
    expect(JSON.stringify([...local.values, ...session.values, told])).not.toContain(KEY);
    expect({ told: told.length, badgeChanges: browser.state.badgeChanges }).toEqual({
      told: before,
      badgeChanges,
    });
  });

  it('takes out the rule of one before it that was killed over a request, and leaves debug mode on', async () => {
    const browser = createFakeBrowser();
    const { state } = browser;
    for (const origin of [PAGE, GATEWAY]) state.permitted.add(origin);
    const tabId = await browser.openTab(PAGE);
    await browser.ask('debug.set', { tabId, origins: [GATEWAY] });
    state.rules.push(checkRuleOf(FIRST_CHECK_RULE + 5, REQUEST, SELF));
    await browser.ask('debug.set', { tabId, origins: [GATEWAY, PAGE] });
    expect(state.rules).toHaveLength(3);
    browser.kill();
    await browser.ask('debug.read', { tabId });
    expect(state.rules.filter(isCheckRule)).toEqual([]);
    expect(headerRulesOf(state.rules)).toEqual([GATEWAY, PAGE].map((origin) => ({ tabId, origin })));
  });
});
