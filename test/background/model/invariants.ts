import type { Observed, TabDebug } from '../../../src/messages.ts';
import type { SessionRule } from '../../../src/ports/background.ts';
import { debugTold, type FakeBrowser, observedKept, observedTold } from '../fake-browser.ts';
import { isVisible } from '../fake-port.ts';
import { isWanted, type Reference } from './reference.ts';

export const PAGES = ['http://page.example', 'http://other.example'];
export const GATEWAYS = ['http://gateway.example', 'http://second.example', 'http://page.example'];
const ORIGINS = [...new Set([...PAGES, ...GATEWAYS, 'http://gateway.example:8080'])];

/** Whether these rules add the debug header to requests of a tab, from a page, to an origin. */
function addsHeader(rules: readonly SessionRule[], tabId: number, page: string, origin: string): boolean {
  return rules.some(({ condition: { tabIds, excludedTabIds, initiatorDomains, urlFilter } }) => {
    const isOfTab = (tabIds?.includes(tabId) ?? true) && !excludedTabIds?.includes(tabId);
    const isOfPage = initiatorDomains?.includes(new URL(page).hostname) ?? true;
    return isOfTab && isOfPage && `|${origin}/` === urlFilter;
  });
}

/**
 * What must hold whenever nothing is under way.
 * @returns in words, what does not
 */
export async function findBreaches(model: Reference, browser: FakeBrowser): Promise<readonly string[]> {
  return [
    ...headerElsewhere(model, browser),
    ...lost(model, browser),
    ...doubled(model, browser),
    ...(await saidOtherwise(model, browser)),
  ];
}

/** The header is where it is wanted, and nowhere else. */
function headerElsewhere(model: Reference, { state }: FakeBrowser): readonly string[] {
  const named = state.rules.flatMap(({ condition }) => condition.tabIds ?? []);
  return [...new Set([-1, 999, ...named, ...model.tabs.keys()])].flatMap((tabId) =>
    ORIGINS.flatMap((origin) => {
      const page = model.tabs.get(tabId)?.page ?? PAGES[0] ?? '';
      const isThere = addsHeader(state.rules, tabId, page, origin);
      const isDue = tabId >= 0 && isWanted(model, tabId, origin);
      return isThere === isDue ? [] : `header ${isThere ? 'outside' : 'missing'}: tab ${tabId}, ${origin}`;
    }),
  );
}

/** Each hop that is certain was told as it stands, and is kept so. */
function lost(model: Reference, { state }: FakeBrowser): readonly string[] {
  const told = new Map(observedTold(state).map((each) => [each.id, each]));
  const kept = new Map(observedKept(state).map((each) => [each.id, each]));
  return model.sent
    .filter(({ isCertain }) => isCertain)
    .flatMap(({ owners, requestId, hop, stage, hadRoom, url }) =>
      owners.flatMap(({ tabId }) => {
        const id = `${tabId}.${requestId}${hop === 0 ? '' : `.${hop}`}`;
        const due = stage === 'ended' ? 'ended' : 'open';
        const isTold = told.get(id)?.state === due && told.get(id)?.exchange.request.url === url;
        const isKept = kept.get(id)?.state === due || !hadRoom;
        return isTold && isKept ? [] : `lost: ${id} ${due} was not ${isTold ? 'kept' : 'told'}`;
      }),
    );
}

/** Each hop has one id in a tab, what ended is never open again, and nothing is kept of a tab that is no more. */
function doubled(model: Reference, { state }: FakeBrowser): readonly string[] {
  const ids = new Map<string, string>();
  const ended = new Set<string>();
  const breaches: string[] = [];
  const told = observedTold(state);
  const kept = observedKept(state);
  for (const each of [...told, ...kept]) {
    const request = requestOf(each);
    const id = ids.get(request) ?? each.id;
    if (id !== each.id) breaches.push(`doubled: ${request} as ${id} and ${each.id}`);
    ids.set(request, each.id);
  }
  // A background that is killed between telling and keeping leaves the next one with what was before.
  const certain = new Set(model.sent.flatMap(({ isCertain, url }) => (isCertain ? url : [])));
  for (const each of told.filter(({ exchange }) => certain.has(exchange.request.url))) {
    if (each.state === 'ended') ended.add(each.id);
    else if (ended.has(each.id)) breaches.push(`doubled: ${requestOf(each)} is open again`);
  }
  const strangers = kept.filter(({ tabId }) => !model.tabs.has(tabId));
  return [...breaches, ...strangers.map((each) => `kept of no tab: ${requestOf(each)}`)];
}

const requestOf = ({ tabId, exchange }: Observed): string => `${exchange.request.url} of ${tabId}`;

/** Badge, rules, what the panel was told and what it is answered are one. */
async function saidOtherwise(model: Reference, browser: FakeBrowser): Promise<readonly string[]> {
  const breaches: string[] = [];
  for (const tabId of model.tabs.keys()) {
    const due = dueIn(model, browser, tabId);
    const told = inWords(debugTold(browser.state, tabId));
    if (told !== due.words) breaches.push(`panel of tab ${tabId}: ${told}, not ${due.words}`);
    const badge = browser.state.badges.get(tabId)?.text ?? '';
    if (!due.badges.includes(badge))
      breaches.push(`badge of tab ${tabId}: ${badge}, not ${due.badges.join(' or ')}`);
    // A background that was killed while nothing happened is left in peace: the question would start another.
    if (!browser.isAlive()) continue;
    const answer = await browser.ask('debug.read', { tabId });
    if (inWords(answer) !== due.words)
      breaches.push(`answer for tab ${tabId}: ${inWords(answer)}, not ${due.words}`);
    // Only the answer says it after a click that found no gateway to switch on.
    if (answer.page?.origin !== due.page)
      breaches.push(`page of tab ${tabId}: ${answer.page?.origin}, not ${due.page}`);
  }
  return breaches;
}

/** What is to be said of a tab. */
function dueIn(
  model: Reference,
  { state }: FakeBrowser,
  tabId: number,
): { readonly words: string; readonly badges: readonly string[]; readonly page: string | undefined } {
  const tab = state.tabs.get(tabId);
  const own = model.tabs.get(tabId)?.own;
  const page = tab && isVisible(state, tab) ? model.tabs.get(tabId)?.page : undefined;
  const isAllowed = (each: string) => each === page || state.permitted.has(each);
  const gateways = ORIGINS.filter(
    (each) => isWanted(model, tabId, each) && (own?.has(each) || (page !== undefined && isAllowed(each))),
  ).map((origin) => ({ origin, permitted: isAllowed(origin) }));
  const isApplied = page !== undefined && gateways.every(({ permitted }) => permitted);
  const whenOn = [isApplied ? 'on' : '!'];
  const badges = gateways.length > 0 ? whenOn : ['', '?'];
  return {
    words: inWords({ gateways, ...(model.paused ? { paused: true } : {}) }),
    badges: model.paused ? ['off'] : badges,
    page,
  };
}

const inWords = (debug: Pick<TabDebug, 'gateways' | 'paused'> | undefined): string =>
  debug?.paused
    ? 'paused'
    : (debug?.gateways ?? [])
        .map(({ origin, permitted }) => `${origin}${permitted ? '' : ' (not permitted)'}`)
        .sort()
        .join() || 'off';
