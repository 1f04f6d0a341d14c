import { expect } from 'vitest';
import type { Rule } from '../../../src/background/port.ts';
import type { Observed } from '../../../src/messages.ts';
import { debugTold, type FakeBrowser, observedKept, observedTold } from '../fake-browser.ts';
import { isVisible } from '../fake-port.ts';
import { isOn, isWanted, type Reference } from './reference.ts';

export const PAGES = ['http://page.example', 'http://other.example'];
export const GATEWAYS = ['http://gateway.example', 'http://second.example', 'http://page.example'];
const ORIGINS = [...new Set([...PAGES, ...GATEWAYS, 'http://gateway.example:8080'])];

/** Whether these rules add the debug header to requests of a tab, from a page, to an origin. */
export function addsHeader(rules: readonly Rule[], tabId: number, page: string, origin: string): boolean {
  return rules.some(({ condition: { tabIds, excludedTabIds, initiatorDomains, urlFilter } }) => {
    const isOfTab = (tabIds?.includes(tabId) ?? true) && !excludedTabIds?.includes(tabId);
    const isOfPage = initiatorDomains?.includes(new URL(page).hostname) ?? true;
    return isOfTab && isOfPage && `|${origin}/` === urlFilter;
  });
}

/** What must hold whenever nothing is under way. */
export async function expectAllWell(model: Reference, browser: FakeBrowser): Promise<void> {
  expectHeaderWhereWanted(model, browser);
  expectNothingLost(model, browser);
  expectNothingDoubled(model, browser);
  await expectOneAnswer(model, browser);
}

function expectHeaderWhereWanted(model: Reference, { state }: FakeBrowser): void {
  const differences = [-1, 999, ...model.tabs.keys()].flatMap((tabId) =>
    ORIGINS.flatMap((origin) => {
      const page = model.tabs.get(tabId)?.page ?? PAGES[0] ?? '';
      const isThere = addsHeader(state.rules, tabId, page, origin);
      const isDue = tabId >= 0 && isWanted(model, tabId, origin);
      return isThere === isDue ? [] : `${isThere ? 'outside' : 'missing'}: tab ${tabId}, ${origin}`;
    }),
  );
  expect(differences, 'the header').toEqual([]);
}

/** Each hop that is certain was told as it stands, and is kept so. */
function expectNothingLost(model: Reference, { state }: FakeBrowser): void {
  const told = new Map(observedTold(state).map((each) => [each.id, each]));
  const kept = new Map(observedKept(state).map((each) => [each.id, each]));
  const lost = model.sent
    .filter(({ isCertain }) => isCertain)
    .flatMap(({ owners, requestId, hop, stage, hadRoom, url }) =>
      owners.flatMap(({ tabId }) => {
        const id = `${tabId}.${requestId}${hop === 0 ? '' : `.${hop}`}`;
        const due = stage === 'ended' ? 'ended' : 'open';
        const isTold = told.get(id)?.state === due && told.get(id)?.exchange.request.url === url;
        const isKept = kept.get(id)?.state === due || !hadRoom;
        return isTold && isKept ? [] : `${id} ${due}: ${isTold ? 'not kept' : 'not told'}`;
      }),
    );
  expect(lost, 'lost').toEqual([]);
}

/** Each hop has one id in a tab, and what ended is never open again. */
function expectNothingDoubled(model: Reference, { state }: FakeBrowser): void {
  const ids = new Map<string, string>();
  const ended = new Set<string>();
  const doubled: string[] = [];
  for (const each of [...observedTold(state), ...observedKept(state)]) {
    const request = requestOf(each);
    if (ids.has(request) && ids.get(request) !== each.id) doubled.push(`${request}: ${each.id}`);
    ids.set(request, each.id);
  }
  for (const each of observedTold(state)) {
    if (each.state === 'ended') ended.add(requestOf(each));
    else if (ended.has(requestOf(each))) doubled.push(`${requestOf(each)}: open again`);
  }
  expect(doubled, 'doubled').toEqual([]);
  const strangers = observedKept(state).filter(({ tabId }) => !model.tabs.has(tabId));
  expect(strangers.map(requestOf), 'of no tab').toEqual([]);
}

const requestOf = ({ tabId, exchange }: Observed): string => `${exchange.request.url} of ${tabId}`;

/** Badge, rules, what the panel was told and what it is answered are one. */
async function expectOneAnswer(model: Reference, browser: FakeBrowser): Promise<void> {
  const { state } = browser;
  for (const [tabId, { page }] of model.tabs) {
    const tab = state.tabs.get(tabId);
    expect(tab, `tab ${tabId}`).toBeDefined();
    const origin = tab && isVisible(state, tab) ? page : undefined;
    const isAllowed = (each: string) => each === origin || state.permitted.has(each);
    const own = model.tabs.get(tabId)?.own ?? new Set();
    const gateways = ORIGINS.filter(
      (each) => isWanted(model, tabId, each) && (own.has(each) || (origin !== undefined && isAllowed(each))),
    ).map((each) => ({ origin: each, permitted: isAllowed(each) }));
    const due = { gateways, page: origin, paused: model.paused };
    // A click that finds no gateway to switch on is news of the page that nobody is told.
    const said = { ...debugTold(state, tabId), page: origin === undefined ? undefined : { origin } };
    // A background that was killed while nothing happened is left in peace: the question would start another.
    const answers = [said, ...(browser.isAlive() ? [await browser.ask('debug.read', { tabId })] : [])];
    for (const each of answers) {
      const { gateways: on = [], page: there, paused = false } = each;
      const inOrder = ORIGINS.flatMap((one) => on.filter(({ origin: other }) => one === other));
      expect({ gateways: inOrder, page: there?.origin, paused }, `debug mode of tab ${tabId}`).toEqual(due);
      expect(inOrder).toHaveLength(on.length);
    }
    const isApplied = origin !== undefined && gateways.every(({ permitted }) => permitted);
    const isAnyOn = gateways.length > 0;
    const badges = model.paused ? ['off'] : isAnyOn ? [isApplied ? 'on' : '!'] : ['', '?'];
    expect(badges, `the badge of tab ${tabId}`).toContain(state.badges.get(tabId)?.text ?? '');
    expect(isAnyOn && !isOn(model, tabId)).toBe(false);
  }
}
