import { createReinspect, type Inspected } from '../inspect.ts';
import { createCleaning, type Removal, type ToolData } from './clean/cleaning.ts';
import { cleanExchange } from './clean/exchange.ts';
import { isName } from './clean/names.ts';
import { prose } from './clean/prose.ts';

/** What is exported. Every file and text that leaves Hopscope derives from it. */
export interface Report {
  /** The exchanges shown, cleaned, in their order; `index` as in the recording. */
  readonly exchanges: readonly Reported[];
  /** How many other requests were recorded. */
  readonly ignored: number;
  /** What was taken out, for people. */
  readonly removed: readonly Removal[];
  readonly toolData: ToolData;
}

/** An inspected exchange whose text holds only what may be shared. */
export type Reported = Inspected;

/** What a report is made for. */
export interface ReportOptions {
  readonly ignored: number;
  readonly toolData: ToolData;
}

/** A report in the making, so that a long one can be made in slices. */
export interface Reporter {
  /** Takes the next exchange that is shown, in their order, and returns it cleaned. */
  add(shown: Inspected): Reported;
  /** A sentence about what was added, cleaned. */
  clean(text: string): string;
  /** The report of all that was added. */
  report(): Report;
}

/** Begins a report. */
export function createReporter({ ignored, toolData }: ReportOptions): Reporter {
  const cleaning = createCleaning(toolData);
  const reinspect = createReinspect();
  const exchanges: Reported[] = [];
  return {
    add(shown) {
      for (const server of shown.servers ?? []) if (isName(server)) cleaning.learn(server);
      const exchange = cleanExchange(shown.exchange, shown.kind, cleaning);
      const reported = reinspect(exchange, shown, (text) => prose(text, cleaning));
      exchanges.push(reported);
      return reported;
    },
    clean: (text) => prose(text, cleaning),
    report: () => ({ exchanges, ignored, removed: cleaning.removals(), toolData }),
  };
}

/** Cleans what is shown, so that it may be shared. */
export function createReport(shown: readonly Inspected[], options: ReportOptions): Report {
  const reporter = createReporter(options);
  for (const each of shown) reporter.add(each);
  return reporter.report();
}
