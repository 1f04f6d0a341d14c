import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { TabDebug } from '../../messages.ts';
import type { PanelPort } from '../../ports/panel.ts';

/** Debug mode of this tab: how it stands, and the way to switch it. */
export interface Debug {
  /** Undefined until the background has answered. */
  readonly state: ReadonlySignal<TabDebug | undefined>;
  /** The form that asks for gateways. */
  readonly form: ReadonlySignal<FormFor | undefined>;
  /** What stands in the way, in words for the person. */
  readonly problem: ReadonlySignal<string | undefined>;
  readonly busy: ReadonlySignal<boolean>;
  /** The origin of the page, needed beside the gateway's. */
  readonly pageOrigin: ReadonlySignal<string | undefined>;
  /** How it stood at a time, in milliseconds since the epoch; undefined when that is not known. */
  readonly at: (time: number) => TabDebug | undefined;
  /** Takes the state the background announced. */
  readonly receive: (state: TabDebug) => void;
  /** Asks the background how it stands. */
  readonly read: () => Promise<void>;
  readonly openForm: (wanted?: FormFor) => void;
  readonly closeForm: () => void;
  /** Asks for permission and switches on. Straight from a click, or the browser refuses to ask. */
  readonly switchOn: (gateways: readonly string[]) => Promise<void>;
  readonly switchOff: () => Promise<void>;
  /** Whether the page's workers are covered, too. */
  readonly setWorkers: (on: boolean) => Promise<void>;
}

/** What the form that asks for gateways was opened for. */
export interface FormFor {
  /** A gateway's. */
  readonly origin?: string;
  /** The page is loaded again when debug mode is on, so that its requests ask. */
  readonly thenReload?: true;
}

const GONE = 'Hopscope was updated or removed while this panel was open. Close DevTools and open it again.';
const UNTOUCHABLE =
  'The browser lets no extension act on this page, so debug mode cannot be switched on here.';

/** Chromium's words when the extension this panel belongs to is no more. */
const isGone = (error: unknown): boolean =>
  /context invalidated|Receiving end|port closed/i.test(String(error));

export function createDebug(port: PanelPort): Debug {
  const history = signal<readonly { readonly since: number; readonly state: TabDebug }[]>([]);
  const state = computed(() => history.value.at(-1)?.state);
  const form = signal<FormFor | undefined>();
  const problem = signal<string | undefined>();
  const busy = signal(false);
  const origin = signal<string | undefined>();

  const receive = (announced: TabDebug) => {
    history.value = [...history.peek(), { since: Date.now(), state: announced }];
  };

  const read = () => port.background.ask('debug.read', { tabId: port.tabId });

  const ask = async (request: () => Promise<TabDebug>) => {
    try {
      receive(await request());
    } catch (error) {
      problem.value = isGone(error) ? GONE : error instanceof Error ? error.message : String(error);
      // Part of it may have been done.
      await read().then(receive, () => undefined);
    }
  };

  const busily = async (act: () => Promise<void>) => {
    busy.value = true;
    problem.value = undefined;
    try {
      await act();
    } finally {
      busy.value = false;
    }
  };

  // Apart from the state: DevTools sometimes never answers what the page's origin is (Chromium 156, just undocked).
  const readOrigin = () => {
    void port.pageOrigin().then((answer) => {
      origin.value = answer;
    });
  };

  return {
    state,
    form,
    problem,
    busy,
    pageOrigin: computed(() => state.value?.page?.origin ?? origin.value),
    at: (time) => history.peek().findLast((each) => each.since <= time)?.state,
    receive,

    async read() {
      // The tab may have gone to another page since.
      origin.value = undefined;
      readOrigin();
      await ask(read);
    },

    openForm(wanted = {}) {
      if (state.peek()?.paused) {
        port.openOptions();
        return;
      }
      readOrigin();
      problem.value = undefined;
      form.value = wanted;
    },

    closeForm() {
      form.value = undefined;
      problem.value = undefined;
    },

    async switchOn(gateways) {
      const page = state.peek()?.page?.origin ?? origin.peek();
      if (page === undefined) {
        problem.value = UNTOUCHABLE;
        return;
      }
      const permitted = port.requestOrigins([...new Set([...gateways, page])]);
      await busily(async () => {
        if (!(await permitted.catch(() => false))) {
          problem.value = `Permission was not given, so nothing has changed. The browser adds the header only when Hopscope may act on both ${gateways.join(', ')} and the page, ${page}.`;
          return;
        }
        await ask(() => port.background.ask('debug.set', { tabId: port.tabId, origins: gateways }));
        const on = state.peek()?.gateways.map((each) => each.origin) ?? [];
        if (!gateways.every((each) => on.includes(each))) return;
        if (form.peek()?.thenReload) port.reloadPage();
        form.value = undefined;
      });
    },

    switchOff: () =>
      busily(() => ask(() => port.background.ask('debug.set', { tabId: port.tabId, origins: [] }))),

    setWorkers: (on) =>
      busily(() => ask(() => port.background.ask('debug.workers', { tabId: port.tabId, on }))),
  };
}
