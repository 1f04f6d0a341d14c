import { batch, effect, type ReadonlySignal, signal, untracked } from '@preact/signals';
import type { Entry } from 'har-format';
import type { Inspector } from '../../inspect.ts';
import type { Observed, TabDebug } from '../../messages.ts';
import type { OpenStream, PanelPort, Theme } from '../../ports/panel.ts';
import { readWidths, type Widths } from '../rows/widths.ts';
import { createBackgroundRequests } from './background-requests.ts';
import { type Checks, createChecks } from './checks.ts';
import { createDebug, type Debug } from './debug.ts';
import { createFiles, type Files } from './files.ts';
import { createOpenRequests } from './open-requests.ts';
import { createRecording, type Recording } from './recording.ts';
import { createTraffic, type Traffic } from './traffic.ts';
import { createUncoveredRequests, type UncoveredRequests } from './uncovered-requests.ts';

/** Everything that comes in from outside. */
type Incoming =
  /** DevTools know the requests of the tab since then (milliseconds since the epoch). */
  | { readonly type: 'began'; readonly earliest: number }
  /** What the background observed before that. */
  | { readonly type: 'kept'; readonly observed: readonly Observed[] }
  | { readonly type: 'entry'; readonly entry: Entry }
  | { readonly type: 'navigated'; readonly url: string }
  | { readonly type: 'debug'; readonly state: TabDebug }
  | { readonly type: 'observed'; readonly observed: readonly Observed[] }
  | { readonly type: 'streams'; readonly open: readonly OpenStream[] }
  /** Rows came or went, or another was selected. */
  | { readonly type: 'rows' }
  | { readonly type: 'theme'; readonly theme: Theme };

/**
 * The panel's whole state and everything a person can do to it. As a recording it is what is on the screen: the opened file, or else the
 * tab. Reading that subscribes to which.
 */
export interface Store extends Recording {
  /** The tab's own recording, which goes on under an opened file. */
  readonly live: Traffic;
  readonly files: Files;
  readonly debug: Debug;
  /** What Hopscope sends itself, into the tab's recording. */
  readonly checks: Checks;
  readonly uncovered: UncoveredRequests;
  readonly isRecording: ReadonlySignal<boolean>;
  readonly preserveLog: ReadonlySignal<boolean>;
  readonly theme: ReadonlySignal<Theme>;
  readonly widths: ReadonlySignal<Widths>;
  /** The list's share of the panel, in percent. */
  readonly split: ReadonlySignal<number>;
  /** The one entry for what comes in from outside. */
  readonly receive: (incoming: Incoming) => void;
  readonly toggleRecording: () => void;
  readonly setPreserveLog: (preserve: boolean) => void;
  /** Empties the tab's recording. */
  readonly clear: () => void;
  readonly setWidths: (widths: Widths) => void;
  readonly setSplit: (percent: number) => void;
  /** Reads what was remembered and starts listening; the returned function stops it. */
  readonly start: () => () => void;
}

export const SPLIT_LIMITS = { least: 15, most: 85 };

/** So many rows the tab's recording keeps; what is older goes. */
export const MOST_ROWS = 10_000;

/**
 * @param createInspector makes the inspector of a file
 * @param createLive makes that of the tab's recording
 */
export function createStore(
  port: PanelPort,
  createInspector: () => Inspector,
  createLive = createInspector,
): Store {
  const debug = createDebug(port);
  const uncovered = createUncoveredRequests(debug.state);
  const isRecording = signal(true);
  const finished = createTraffic(createLive, debug.at, MOST_ROWS);
  /** Since when DevTools know the requests of the tab. */
  let knownSince = Date.now();
  const open = createOpenRequests(finished.inspector, debug.at, () => knownSince);
  const checks = createChecks(port, finished, () => live.view.select(undefined));
  const backgroundRequests = createBackgroundRequests(finished, open, () => knownSince);
  const live = createRecording(finished, isRecording, open);
  const files = createFiles(port.readHar, createInspector);
  const current = () => files.opened.value ?? live;
  const preserveLog = signal(false);
  const theme = signal(port.theme.current);
  const widths = signal<Widths>({});
  const split = signal(55);

  const clear = () =>
    batch(() => {
      live.traffic.clear();
      checks.renew();
      uncovered.clear();
      open.renew();
      backgroundRequests.renew();
      live.view.select(undefined);
    });

  /** Whether a page is a step of a login by redirect, which the recording of the page it began in must outlive. */
  const isLogin = (url: string) => {
    live.traffic.publish();
    return live.traffic.inspector().continuesLogin(url, live.logins.peek());
  };

  const leavePage = (keeps: boolean) => {
    backgroundRequests.leavePage(keeps && isRecording.peek());
    if (!keeps) clear();
  };

  const observe = (all: readonly Observed[]) => {
    const observed = all.filter(({ tabId }) => tabId === port.tabId);
    if (!isRecording.peek()) {
      backgroundRequests.receiveEnds(observed);
      return;
    }
    backgroundRequests.receive(observed);
    uncovered.receive(observed);
  };

  const receive = (incoming: Incoming) => {
    switch (incoming.type) {
      case 'began':
        knownSince = incoming.earliest;
        break;
      case 'kept':
        observe(incoming.observed);
        // What was done before DevTools knew of it comes first.
        backgroundRequests.publish();
        break;
      case 'entry':
        if (isRecording.peek()) live.traffic.add(incoming.entry);
        break;
      case 'navigated':
        leavePage(preserveLog.peek() || isLogin(incoming.url));
        void debug.read();
        break;
      case 'debug':
        if (incoming.state.tabId !== port.tabId) break;
        debug.receive(incoming.state);
        // Nobody tells of their end then.
        if (incoming.state.gateways.length === 0) open.clear();
        break;
      case 'observed':
        observe(incoming.observed);
        break;
      case 'streams':
        open.showStreams(incoming.open);
        break;
      case 'rows':
        open.settle(finished.rows.peek(), live.view.selected.peek());
        live.view.followSelection();
        break;
      case 'theme':
        theme.value = incoming.theme;
        break;
    }
  };

  const began = async (earliest: number) => {
    receive({ type: 'began', earliest });
    const { tabId } = port;
    const observed = await port.background.ask('observed.read', { tabId }).catch(() => []);
    receive({ type: 'kept', observed });
  };

  const remember = (key: string, value: unknown) => {
    // A setting that could not be written is asked for again next time; nothing is lost.
    port.settings.write(key, value).catch(() => undefined);
  };

  const recall = async () => {
    const stored = await Promise.all(
      ['preserveLog', 'widths', 'split'].map((key) => port.settings.read(key)),
    );
    batch(() => {
      preserveLog.value = stored[0] === true;
      widths.value = readWidths(stored[1]);
      if (typeof stored[2] === 'number') split.value = clampSplit(stored[2]);
    });
  };

  return {
    get traffic() {
      return current().traffic;
    },
    get logins() {
      return current().logins;
    },
    get open() {
      return current().open;
    },
    get view() {
      return current().view;
    },
    live: live.traffic,
    files,
    debug,
    checks,
    uncovered,
    isRecording,
    preserveLog,
    theme,
    widths,
    split,
    receive,
    clear,
    toggleRecording() {
      isRecording.value = !isRecording.value;
    },
    setPreserveLog(preserve) {
      preserveLog.value = preserve;
      remember('preserveLog', preserve);
    },
    setWidths(chosen) {
      widths.value = chosen;
      remember('widths', chosen);
    },
    setSplit(percent) {
      split.value = clampSplit(percent);
      remember('split', split.value);
    },
    start() {
      recall().catch(() => undefined);
      void debug.read();
      port.theme.onChange((changed) => receive({ type: 'theme', theme: changed }));
      const stops = [
        port.background.onAnnouncement((announcement) =>
          receive(
            'changed' in announcement
              ? { type: 'debug', state: announcement.changed }
              : { type: 'observed', observed: announcement.observed },
          ),
        ),
        port.capture.start({
          began,
          streams: (streams) => receive({ type: 'streams', open: streams }),
          entry: (entry) => receive({ type: 'entry', entry }),
          navigated: (url) => receive({ type: 'navigated', url }),
        }),
        effect(() => port.capture.watchStreams(port.showsOpenStreams && open.hasStreams.value)),
        effect(() => {
          void [live.view.selected.value, open.rows.value, finished.rows.value];
          untracked(() => receive({ type: 'rows' }));
        }),
      ];
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
}

function clampSplit(percent: number): number {
  return Math.min(SPLIT_LIMITS.most, Math.max(SPLIT_LIMITS.least, percent));
}
