import type { Owner } from '../../../src/background/observed-entry.ts';

/** How debug mode should stand, by what the person did; written without a look at how the background does it. */
export interface Reference {
  readonly tabs: Map<number, ReferenceTab>;
  readonly defaultOn: Set<string>;
  /** Where somebody switched a gateway that is on by default off: `tab origin`. */
  readonly except: Set<string>;
  paused: boolean;
  /** The gateways that the button switches on, the latest last. */
  known: string[];
  /** The last one's number. */
  requests: number;
  readonly sent: Sent[];
  /** How often a page was loaded. */
  navigations: number;
  /** What tells when the background looked at the pages of tabs, and the pages that it saw then. */
  lookedAt: string;
  readonly pagesSeen: Map<number, string>;
}

export interface ReferenceTab {
  readonly page: string;
  readonly own: ReadonlySet<string>;
  /** Who opened it. */
  readonly opener?: Opener;
}

interface Opener {
  readonly by: number;
  readonly isFollowed: boolean;
  /** Whether there was room to remember it. */
  readonly isKept: boolean;
}

/** A request, or one hop of it. */
export interface Sent {
  readonly requestId: string;
  readonly tabId: number;
  readonly initiator: string;
  readonly url: string;
  readonly hop: number;
  /** Whose it was when it started. */
  readonly owners: readonly Owner[];
  /** The background that heard of it last. */
  life: number;
  stage: 'started' | 'sent' | 'answered' | 'ended';
  /** Whether nothing happened since that may lose it: its tab off, a background killed over it, a permission gone. */
  isCertain: boolean;
  /** Whether there was room for each of its events. */
  hadRoom: boolean;
}

export const createReference = (): Reference => ({
  tabs: new Map(),
  defaultOn: new Set(),
  except: new Set(),
  paused: false,
  known: [],
  requests: 0,
  navigations: 0,
  sent: [],
  lookedAt: '',
  pagesSeen: new Map(),
});

/** Whether requests of a tab to an origin are to get the header, if the permissions allow it. */
export function isWanted(
  { tabs, defaultOn, except, paused }: Reference,
  tabId: number,
  origin: string,
): boolean {
  const isByDefault = defaultOn.has(origin) && !except.has(`${tabId} ${origin}`);
  return !paused && ((tabs.get(tabId)?.own.has(origin) ?? false) || isByDefault);
}

/** Whether debug mode is on in a tab, so that its requests are observed. */
export const isOn = (model: Reference, tabId: number): boolean =>
  [...(model.tabs.get(tabId)?.own ?? []), ...model.defaultOn].some((origin) =>
    isWanted(model, tabId, origin),
  );

/** Switches debug mode of a tab on for these origins and no others. */
export function setTab(model: Reference, tabId: number, origins: readonly string[]): void {
  const tab = model.tabs.get(tabId);
  if (!tab || model.paused) return;
  for (const origin of model.defaultOn) {
    if (origins.includes(origin)) model.except.delete(`${tabId} ${origin}`);
    else model.except.add(`${tabId} ${origin}`);
  }
  const own = origins.filter((origin) => !model.defaultOn.has(origin));
  model.tabs.set(tabId, { ...tab, own: new Set(own) });
}

/** A pause forgets what was on, and where something was off. */
export function pause(model: Reference, paused: boolean): void {
  model.paused = paused;
  if (!paused) return;
  for (const [tabId, tab] of model.tabs) model.tabs.set(tabId, { ...tab, own: new Set() });
  model.except.clear();
}

export function setDefault(model: Reference, origin: string, on: boolean): void {
  if (on) model.defaultOn.add(origin);
  else {
    model.defaultOn.delete(origin);
    for (const each of model.except) if (each.endsWith(` ${origin}`)) model.except.delete(each);
  }
}

/** Nothing of a tab stays, or it goes to the id that it has now. */
export function moveTab(model: Reference, from: number, to?: number): void {
  const tab = model.tabs.get(from);
  model.tabs.delete(from);
  if (tab && to !== undefined) model.tabs.set(to, { page: tab.page, own: tab.own });
  for (const [tabId, { opener, ...others }] of model.tabs)
    if (opener?.by === from) model.tabs.set(tabId, others);
  for (const each of model.except) {
    const [tabId, origin] = each.split(' ');
    if (tabId !== String(from)) continue;
    model.except.delete(each);
    if (to !== undefined) model.except.add(`${to} ${origin}`);
  }
}

/** The tabs in debug mode to which a request of a tab, or of a worker of a page, belongs. */
export function ownersOf(model: Reference, tabId: number, initiator: string): readonly Owner[] {
  if (tabId < 0) {
    return [...model.pagesSeen]
      .filter(([tab, page]) => page === initiator && isOn(model, tab) && model.tabs.has(tab))
      .map(([tab]) => ({ tabId: tab, window: 'worker' }));
  }
  const own = [...(model.tabs.get(tabId)?.own ?? [])];
  const opener = own.length > 0 ? undefined : openerOf(model, tabId);
  if (opener !== undefined) return [{ tabId: opener, window: 'popup' }];
  return isOn(model, tabId) ? [{ tabId, window: 'tab' }] : [];
}

/** The nearest tab in debug mode that opened a tab, or opened who did. */
function openerOf(model: Reference, tabId: number): number | undefined {
  const seen = new Set([tabId]);
  for (let at = model.tabs.get(tabId)?.opener; at?.isFollowed; at = model.tabs.get(at.by)?.opener) {
    if (model.tabs.has(at.by) && isOn(model, at.by)) return at.by;
    if (seen.has(at.by)) return undefined;
    seen.add(at.by);
  }
  return undefined;
}

/** Whether all that says who opened a tab was kept. */
export function isOpenerSure(model: Reference, tabId: number): boolean {
  const seen = new Set<number>();
  let opener = model.tabs.get(tabId)?.opener;
  while (opener && !seen.has(opener.by)) {
    if (!opener.isKept) return false;
    seen.add(opener.by);
    opener = model.tabs.get(opener.by)?.opener;
  }
  return true;
}
