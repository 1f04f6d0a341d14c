import { expect, it } from 'vitest';
import type { HeaderRule } from '../../src/background/header-rule.ts';
import { createSituations } from '../../src/background/situation.ts';
import { LITELLM_NAMES } from '../../src/litellm/header-names.ts';
import { createLife, createState, type FakeTab } from './fake-port.ts';
import { GATEWAY, PAGE } from './observed.ts';

const OTHER = 'http://other.example';
const HERE: HeaderRule = { origin: GATEWAY, tabId: 7 };
const BY_DEFAULT: HeaderRule = { origin: GATEWAY, except: [] };

interface Given {
  readonly tab?: FakeTab;
  readonly permitted?: readonly string[];
  readonly headerRules?: readonly HeaderRule[];
  readonly clickPermitsPage?: boolean;
  readonly debugRequest?: string;
  readonly paused?: boolean;
}

function given({ tab = { url: PAGE }, permitted = [PAGE, GATEWAY], ...parts }: Given = {}) {
  const state = createState();
  state.tabs.set(7, tab);
  for (const origin of permitted) state.permitted.add(origin);
  const { headerRules = [HERE], clickPermitsPage = true, debugRequest = LITELLM_NAMES.debugRequest } = parts;
  const headerNames = { ...LITELLM_NAMES, debugRequest };
  return createSituations(
    { ...createLife(state).port, clickPermitsPage },
    {
      headerRules: { inForce: async () => headerRules },
      gateways: { read: async () => [GATEWAY] },
      preferences: { read: async () => ({ paused: parts.paused ?? false, defaultOn: [], headerNames }) },
    },
  );
}

it('says for which gateways a tab is on, and on which page', async () => {
  expect(await given().ofTab(7)).toEqual({
    tabId: 7,
    gateways: [{ origin: GATEWAY, permitted: true }],
    page: { origin: PAGE, permitted: true },
    known: [GATEWAY],
  });
  await expect(given().ofTab(8)).rejects.toThrow('No tab with id: 8.');
});

it('says what is not applied for want of a permission', async () => {
  expect(await given({ permitted: [PAGE] }).ofTab(7)).toMatchObject({ gateways: [{ permitted: false }] });
  expect(await given({ permitted: [GATEWAY] }).ofTab(7)).not.toHaveProperty('page');
});

it('counts what is on by default only where it is applied', async () => {
  const isOn = async (parts: Given) =>
    (await given({ headerRules: [BY_DEFAULT], ...parts }).ofTab(7)).gateways.length > 0;
  expect(await isOn({})).toBe(true);
  expect(await isOn({ permitted: [PAGE] })).toBe(false);
  expect(await isOn({ permitted: [GATEWAY] })).toBe(false);
  expect(await isOn({ permitted: [GATEWAY], tab: { url: PAGE, clickedOn: PAGE } })).toBe(true);
});

it('lets a click stand for the permission for the page, and for a gateway there, where a click does so', async () => {
  const clicked = {
    tab: { url: PAGE, clickedOn: PAGE },
    permitted: [],
    headerRules: [{ origin: PAGE, tabId: 7 }],
  };
  expect(await given(clicked).permittedPage(7)).toBe(PAGE);
  expect(await given(clicked).ofTab(7)).toMatchObject({ gateways: [{ origin: PAGE, permitted: true }] });
  expect(await given({ ...clicked, clickPermitsPage: false }).permittedPage(7)).toBeUndefined();
  expect(await given({ ...clicked, clickPermitsPage: false, permitted: [PAGE] }).permittedPage(7)).toBe(PAGE);
});

it('knows no page that is not of the web', async () => {
  expect(
    await given({ tab: { url: 'chrome://version/' }, permitted: ['null'] }).permittedPage(7),
  ).toBeUndefined();
});

it('says whose workers are reached, a pause, and a header of another name', async () => {
  const headerRules = [HERE, { ...HERE, workersOf: 'page.example' }, { origin: OTHER, tabId: 9 }];
  expect(await given({ headerRules, paused: true, debugRequest: 'x-fork-debug' }).ofTab(7)).toMatchObject({
    gateways: [{ origin: GATEWAY }],
    workersOf: 'page.example',
    paused: true,
    header: 'x-fork-debug',
  });
});
