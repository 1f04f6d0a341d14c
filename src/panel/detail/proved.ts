import { HOPS, type HopVerdicts } from '../../diagnosis/rule.ts';
import { HOP_PHRASES } from '../../words/hops.ts';

const LIST = new Intl.ListFormat('en');

/** What was proved good and what is not known, as one or two sentences. */
export function provedLine(hops: HopVerdicts): string {
  const named = (verdict: 'good' | 'unknown') =>
    LIST.format(HOPS.filter((hop) => hops[hop] === verdict).map((hop) => HOP_PHRASES[hop]));
  const good = named('good');
  const unknown = named('unknown');
  return [good && `Proved to work: ${good}.`, unknown && `Not known: ${unknown}.`].filter(Boolean).join(' ');
}
