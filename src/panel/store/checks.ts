import { batch, type ReadonlySignal, signal } from '@preact/signals';
import type { CheckResult } from '../../checks/plan.ts';
import type { CheckStep } from '../../checks/step.ts';
import type { CheckTarget } from '../../checks/target.ts';
import type { Header } from '../../exchange/exchange.ts';
import { originOf } from '../../exchange/origin.ts';
import type { Inspected } from '../../inspect.ts';
import type { PanelPort } from '../../ports/panel.ts';
import type { Row } from '../rows/row.ts';
import type { Traffic } from './traffic.ts';

/** The checks that Hopscope runs itself, one at a time, and the sheet that shows them. */
export interface Checks {
  /** What the sheet was opened on; undefined while it is closed. A new object each time. */
  readonly sheet: ReadonlySignal<Sheet | undefined>;
  readonly run: ReadonlySignal<CheckRun | undefined>;
  /** What stands in the way, in words for the person. */
  readonly problem: ReadonlySignal<string | undefined>;
  /** The browser asks the person for permission. */
  readonly asking: ReadonlySignal<boolean>;
  /** @param row of which server and key are taken, at first */
  readonly open: (row?: Row) => void;
  /** Opens the sheet that sends a request again. */
  readonly openAgain: (row: Row) => void;
  /** Stops the check, and forgets its credentials. */
  readonly close: () => void;
  /** Asks for permission and runs. Straight from a click, or the browser refuses to ask. */
  readonly start: (target: CheckPlan, key: CheckKey) => Promise<void>;
  /** The same once more, with the same credentials. Straight from a click. @param allowed another origin that it may ask */
  readonly again: (allowed?: string) => Promise<void>;
  readonly stop: () => void;
  /** Back to what is to be checked. */
  readonly change: () => void;
  /** The recording was emptied, and the rows of the check are gone. */
  readonly renew: () => void;
}

export interface Sheet {
  /** Another at each opening. */
  readonly opening: number;
  readonly row?: Row;
  /** The request that is to be sent again. */
  readonly again?: Row;
}

/** What is to be checked; the runner knows of which headers. */
export type CheckPlan = Omit<CheckTarget, 'credentialHeaders'> & {
  /** What the person calls it. */
  readonly name: string;
  /** A recorded request that is sent again, and nothing else is asked. */
  readonly again?: Inspected;
};

/** Where the credentials of a check come from. Only `typed` holds any, and nobody keeps it but the run. */
export type CheckKey =
  | { readonly from: 'none' }
  | { readonly from: 'typed'; readonly headers: readonly Header[] }
  | {
      readonly from: 'page';
      /** Of the headers that hold them, in lower case. */
      readonly names: readonly string[];
    };

export interface CheckRun {
  /** In the recording, from 1. */
  readonly number: number;
  readonly plan: CheckPlan;
  readonly state: 'running' | 'stopped' | 'done';
  /** Those that are over, in order. */
  readonly steps: readonly CheckStep[];
  readonly result?: CheckResult;
}

/** Milliseconds that each request may take. */
const PATIENCE = 10_000;

/**
 * @param traffic the recording that gets what checks send
 * @param onOpen called when the sheet opens
 */
export function createChecks(
  port: PanelPort,
  traffic: Pick<Traffic, 'add' | 'publish'>,
  onOpen: () => void,
): Checks {
  const sheet = signal<Sheet | undefined>();
  const run = signal<CheckRun | undefined>();
  const problem = signal<string | undefined>();
  const asking = signal(false);
  let number = 0;
  let openings = 0;
  let stopping = new AbortController();
  /** For the run and for Run again, until the sheet closes. */
  let held: readonly Header[] = [];

  const halt = () => {
    stopping.abort();
    const current = run.peek();
    if (current?.state === 'running') run.value = { ...current, state: 'stopped' };
  };

  const execute = async (plan: CheckPlan, credentials: readonly Header[], stop: AbortSignal) => {
    number += 1;
    const started: CheckRun = { number, plan, state: 'running', steps: [] };
    run.value = started;
    let steps: readonly CheckStep[] = [];
    // Those of a run that was stopped are nobody's any more.
    const tell = (change: Partial<CheckRun>) => {
      if (!stop.aborted) run.value = { ...started, steps, ...change };
    };
    const { runInPanel } = await import('./run-check.ts');
    const result = await runInPanel(
      { ...plan, credentialHeaders: credentials.map(({ name }) => name) },
      { check: started.number, credentials, patience: PATIENCE, stop },
      port.checks.send,
      traffic.add,
      (step) => {
        steps = [...steps, step];
        tell({});
      },
    );
    traffic.publish();
    tell({ state: 'done', result });
  };

  const begin = async (
    plan: CheckPlan,
    permitted: Promise<boolean>,
    credentials: Promise<readonly Header[] | undefined>,
  ) => {
    halt();
    stopping = new AbortController();
    const { signal: stop } = stopping;
    problem.value = undefined;
    asking.value = true;
    try {
      const [isPermitted, found] = await Promise.all([permitted.catch(() => false), credentials]);
      if (stop.aborted) return;
      if (!isPermitted)
        problem.value = 'Permission was not given, so nothing was sent. Run it again to be asked once more.';
      else if (!found) problem.value = KEY_GONE;
      else {
        held = found;
        asking.value = false;
        await execute(plan, found, stop);
      }
    } catch (error) {
      if (stop.aborted) return;
      problem.value = `The check can’t continue: ${error instanceof Error ? error.message : String(error)}`;
      halt();
    } finally {
      if (!stop.aborted) asking.value = false;
    }
  };

  const ask = (plan: CheckPlan) => port.requestOrigins(originsOf(plan));

  const readKey = async (url: string, key: CheckKey): Promise<readonly Header[] | undefined> => {
    if (key.from === 'none') return [];
    if (key.from === 'typed') return key.headers;
    const sent = await port.checks.credentialsOf(url, key.names).catch(() => []);
    const wanted = sent.filter(({ name }) => key.names.includes(name.toLowerCase()));
    return wanted.length > 0 ? wanted : undefined;
  };

  const forget = () => {
    halt();
    held = [];
    asking.value = false;
    run.value = undefined;
    problem.value = undefined;
  };

  const show = (on: Omit<Sheet, 'opening'>) =>
    batch(() => {
      forget();
      openings += 1;
      sheet.value = { opening: openings, ...on };
      onOpen();
    });

  return {
    sheet,
    run,
    problem,
    asking,
    open: (row) => show(row ? { row } : {}),
    openAgain: (row) => show({ again: row }),
    close: () =>
      batch(() => {
        forget();
        sheet.value = undefined;
      }),
    // Nothing may come between the click and the question.
    start: (plan, key) => begin(plan, ask(plan), readKey(plan.url, key)),
    again(allowed) {
      const before = run.peek()?.plan;
      if (!before) return Promise.resolve();
      const plan =
        allowed === undefined ? before : { ...before, origins: [...(before.origins ?? []), allowed] };
      return begin(plan, ask(plan), Promise.resolve(held));
    },
    stop: halt,
    change: () =>
      batch(() => {
        halt();
        run.value = undefined;
        problem.value = undefined;
      }),
    renew() {
      const wasThere = run.peek() !== undefined;
      number = 0;
      halt();
      run.value = undefined;
      if (wasThere) problem.value = CLEARED;
    },
  };
}

/** Everything that a check may ask. */
const originsOf = ({ url, direct, origins = [] }: CheckPlan): readonly string[] => [
  ...new Set([originOf(url), originOf(direct), ...origins].filter((each) => each !== undefined)),
];

const KEY_GONE =
  'DevTools no longer have the page’s request, so its key can’t be read. Let the page call again, or type the key.';
const CLEARED = 'The recording was cleared, and the rows of the check with it. Run it again.';
