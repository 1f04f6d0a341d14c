import { eachHop, judgeRecording } from '../diagnosis/hops.ts';
import type { Hop, HopVerdict, HopVerdicts } from '../diagnosis/rule.ts';
import type { Inspected } from '../inspect.ts';
import type { Comparison } from './compare.ts';

/**
 * What a request of the page and a check of the same prove of each hop together. What works for the check works: a page whose request fails there
 * all the same sends something else, which is its own fault, or has its network against it.
 * @param ofChecks what checks sent in the recording
 */
export function hopsOfBoth(
  { check, page, outcome, differ }: Comparison,
  ofChecks: readonly Inspected[],
): HopVerdicts {
  const sender = check.exchange.sentBy;
  const proved = judgeRecording(
    ofChecks.filter(({ exchange: { sentBy } }) => sentBy?.check === sender?.check && !sentBy?.direct),
    NOTHING_GOT_OVER,
  );
  const checkWorks = outcome === 'check works';
  const verdict = (hop: Hop): HopVerdict => {
    const own = page.hops[hop];
    if (hop === 'browser') return checkWorks && differ !== undefined ? 'bad' : own;
    if (own === 'bad' && !(checkWorks && BEHIND_THE_PAGE.has(hop))) return 'bad';
    return proved[hop] === 'good' ? 'good' : own;
  };
  return eachHop(verdict);
}

const NOTHING_GOT_OVER: ReadonlySet<number> = new Set();

/** Hops that are the same for whoever asks. The way to the gateway is not: the page’s network may be another. */
const BEHIND_THE_PAGE: ReadonlySet<Hop> = new Set<Hop>([
  'gateway',
  'gateway-to-server',
  'authorization-server',
  'tool',
]);
