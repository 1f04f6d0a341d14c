import { originOfPattern, patternOf } from '../../src/browser/match-patterns.ts';
import type { HttpAnswer, HttpRequest } from '../../src/checks/http.ts';
import type { Announcement } from '../../src/messages.ts';
import type { BackgroundPort, Badge, SessionRule, Storage } from '../../src/ports/background.ts';
import type { RequestEvent } from '../../src/ports/web-request.ts';

export const SELF = 'chrome-extension://abc/';

/** What a browser keeps for the extension; it outlives each background. */
export interface BrowserState {
  readonly tabs: Map<number, FakeTab>;
  readonly rules: SessionRule[];
  readonly local: FakeStorage;
  readonly session: FakeStorage;
  /** The origins of host permissions. */
  readonly permitted: Set<string>;
  readonly badges: Map<number, Badge>;
  /** How often a badge was written. */
  badgeChanges: number;
  /** What the panels were told, in its order. */
  readonly told: Announcement[];
  /** How often rules were changed. */
  ruleChanges: number;
  /** Whether requests start a background. */
  isListening: boolean;
  /** What a background sent itself, in its order. */
  readonly sent: HttpRequest[];
  /** What comes of it. */
  answer: (request: HttpRequest, stop: AbortSignal) => HttpAnswer | Promise<HttpAnswer>;
  /** The turns that pages of the extension hold, each until its promise settles. */
  readonly held: Map<string, Promise<void>>;
  optionsOpened: number;
  menu: string | undefined;
  now: number;
}

export interface FakeTab {
  readonly url: string;
  /** The origin of the page for which a click on the button gave permission. */
  readonly clickedOn?: string;
}

export interface FakeStorage {
  readonly values: Map<string, unknown>;
  isFull: boolean;
}

export const createState = (): BrowserState => ({
  tabs: new Map(),
  rules: [],
  local: { values: new Map(), isFull: false },
  session: { values: new Map(), isFull: false },
  permitted: new Set(),
  badges: new Map(),
  badgeChanges: 0,
  told: [],
  ruleChanges: 0,
  isListening: false,
  sent: [],
  answer: () => ({ status: 200, statusText: 'OK', headers: [], text: '{}', size: 2 }),
  held: new Map(),
  optionsOpened: 0,
  menu: undefined,
  now: Date.UTC(2026, 0, 1),
});

/** One background's life: its port, which does nothing once it is dead. */
export interface Life {
  readonly port: BackgroundPort;
  readonly isDead: () => boolean;
  readonly hear: (event: RequestEvent) => void;
  /** Lets the first timer go off; whether there was one. */
  readonly passTime: () => boolean;
  /** Kills it, at once or in the middle of what it asks the browser for. */
  kill(afterCalls?: number): void;
}

/**
 * A port over the state of a browser.
 * @param turns how many turns a call takes; different for each, so that calls overtake each other as they do in a browser,
 *   where only those to one part of it stay in their order
 */
export function createLife(state: BrowserState, turns: () => number = () => 1): Life {
  let isDead = false;
  let callsLeft = Number.POSITIVE_INFINITY;
  let listener: ((event: RequestEvent) => void) | undefined;
  /** How many it sent itself: none waits for another. */
  let requests = 0;
  const lines = new Map<string, Promise<unknown>>();
  const timers: { readonly at: number; readonly ring: () => void }[] = [];

  function kill(afterCalls = 0): void {
    callsLeft = afterCalls;
    isDead ||= afterCalls === 0;
  }

  /** Nobody answers the dead. */
  async function turn(): Promise<void> {
    for (let left = turns(); left > 0; left -= 1) await Promise.resolve();
    if (isDead) await new Promise(() => undefined);
  }

  async function late<T>(answer: Promise<T>): Promise<T> {
    try {
      return await answer;
    } finally {
      await turn();
    }
  }

  /** A call to a part of the browser, after those that are there before it. */
  function call<T>(part: string, act: () => T | Promise<T>): Promise<T> {
    const answer = (lines.get(part) ?? Promise.resolve()).then(async () => {
      await turn();
      if (callsLeft === 0) isDead = true;
      callsLeft -= 1;
      if (isDead) await turn();
      return act();
    });
    lines.set(
      part,
      answer.catch(() => undefined),
    );
    return late(answer);
  }

  const storage = (name: 'local' | 'session'): Storage => {
    const area = state[name];
    return {
      get: (key) => call(name, () => structuredClone(area.values.get(key))),
      all: () => call(name, () => structuredClone(Object.fromEntries(area.values))),
      set: (values) =>
        call(name, () => {
          if (area.isFull) throw new Error('QUOTA_BYTES quota exceeded');
          for (const [key, value] of Object.entries(values)) area.values.set(key, structuredClone(value));
        }),
      remove: (keys) =>
        call(name, () => {
          for (const key of keys) area.values.delete(key);
        }),
    };
  };

  const tabOf = (id: number) => {
    const tab = state.tabs.get(id);
    if (!tab) throw new Error(`No tab with id: ${id}.`);
    return { id, url: isVisible(state, tab) ? tab.url : undefined };
  };

  const port: BackgroundPort = {
    self: SELF,
    clickPermitsPage: true,
    tabs: {
      get: (tabId) => call('tabs', () => tabOf(tabId)),
      query: () => call('tabs', () => [...state.tabs.keys()].map(tabOf)),
    },
    sessionRules: {
      read: () => call('rules', () => structuredClone(state.rules)),
      update: ({ removeRuleIds, addRules }) =>
        call('rules', () => {
          const kept = state.rules.filter(({ id }) => !removeRuleIds.includes(id));
          state.rules.splice(0, state.rules.length, ...kept, ...addRules);
          state.ruleChanges += 1;
        }),
    },
    local: storage('local'),
    session: storage('session'),
    permissions: {
      has: (origin) => call('permissions', () => state.permitted.has(origin)),
      patternOf: (origin) => patternOf(origin, true),
      originOf: (pattern) => originOfPattern(pattern, true),
      patterns: () => call('permissions', () => [...state.permitted].map((origin) => `${origin}:80/*`)),
      fixed: [],
      remove: (pattern) =>
        call('permissions', () => {
          state.permitted.delete(new URL(pattern).origin);
        }),
    },
    button: {
      title: (tabId) => call('button', () => state.badges.get(tabId)?.title ?? ''),
      text: (tabId) => call('button', () => state.badges.get(tabId)?.text ?? ''),
      show: (tabId, badge) =>
        call('button', () => {
          tabOf(tabId);
          state.badges.set(tabId, badge);
          state.badgeChanges += 1;
        }),
      setMenu: (title) =>
        call('button', () => {
          state.menu = title;
        }),
    },
    panels: {
      tell: (announcement) =>
        call('panels', () => {
          state.told.push(structuredClone(announcement));
        }),
      openLine: () => () => undefined,
    },
    listen(shall, hear) {
      if (isDead) return;
      state.isListening = shall;
      listener = shall ? hear : undefined;
    },
    inTurn(name, act) {
      const before = Promise.all([lines.get(`lock ${name}`), state.held.get(name)]);
      const answer = before.then(act);
      lines.set(
        `lock ${name}`,
        answer.catch(() => undefined),
      );
      return answer;
    },
    sendOwn(request, stop) {
      requests += 1;
      return call(`request ${requests}`, () => {
        state.sent.push(request);
        return state.answer(request, stop);
      });
    },
    now: () => state.now,
    wait: (milliseconds) =>
      new Promise((ring) => {
        timers.push({ at: state.now + milliseconds, ring });
      }),
    askInWindow: (origins) => call('window', () => origins.every((origin) => state.permitted.has(origin))),
    openOptions: () =>
      call('window', () => {
        state.optionsOpened += 1;
      }),
  };

  return {
    port,
    isDead: () => isDead,
    hear: (event) => listener?.(event),
    passTime() {
      const next = isDead ? undefined : timers.sort((one, other) => one.at - other.at).shift();
      state.now = Math.max(state.now, next?.at ?? 0);
      next?.ring();
      return next !== undefined;
    },
    kill,
  };
}

/** Whether the browser shows the extension a tab's address. */
export function isVisible({ permitted }: BrowserState, { url, clickedOn }: FakeTab): boolean {
  const { origin } = new URL(url);
  return permitted.has(origin) || clickedOn === origin;
}
