import { quotesIn } from '../answers/own-words.ts';
import type { Party } from '../answers/refusal.ts';
import { firstOf } from '../diagnosis/got-over.ts';
import type { Finding } from '../diagnosis/rule.ts';
import { createInspector, type Inspected } from '../inspect.ts';
import { readUpstreamFault } from '../litellm/upstream-fault.ts';
import { arrivalsOf } from './as-entries.ts';
import { readSaying, type Saying } from './saying.ts';

/** What a string that somebody saw means. */
export interface Explanation {
  readonly finding: Finding;
  /** Whose words they are. */
  readonly by: Party;
  /** What it came in, as far as that makes a difference: `HTTP 401`, `a JSON-RPC error`. */
  readonly as: string;
  /** `status` where only the status or the code says it, and its words are nobody’s. */
  readonly known: 'words' | 'status';
}

/** These say that nothing more is known. */
const GENERAL: ReadonlySet<string> = new Set([
  'failure-unexplained',
  'tool-error',
  'request-invalid',
  'gateway-exception',
]);

/**
 * Explains an error message: it is judged as what may have brought it, by the rules and the phrasebook that judge traffic.
 * @param text as it was copied, with or without what a client wrote around it; cut or whole
 * @returns undefined where neither its words nor its status are known
 */
export function explain(text: string): Explanation | undefined {
  const saying = readSaying(text);
  const others: Explanation[] = [];
  for (const each of judged(saying)) {
    if (each.known === 'words' && !GENERAL.has(each.finding.rule)) return each;
    others.push(each);
  }
  return (
    others.find(({ finding }) => !GENERAL.has(finding.rule) && saying.status !== undefined) ??
    others.find(({ known }) => known === 'words')
  );
}

/** One arrival after the other: mostly the first says it. */
function* judged(saying: Saying): Generator<Explanation> {
  for (const isLitellm of [false, true])
    for (const { as, entry, isNamed } of arrivalsOf(saying, isLitellm)) {
      const inspected = createInspector().add(entry);
      const finding = inspected && (firstOf([inspected], 'error') ?? firstOf([inspected], 'warning'));
      if (!inspected || !finding) continue;
      const by = inspected.refusals?.[0]?.by ?? 'unknown';
      yield { finding, by, as, known: isNamed || isKnown(saying, inspected) ? 'words' : 'status' };
    }
}

/** Whether the phrasebook knows some of the words in the form in which they came. */
function isKnown({ whole, words, body }: Saying, { refusals = [] }: Inspected): boolean {
  return refusals.some(({ carrier, code }) =>
    // What LiteLLM says of a server in a tool’s place, somebody else may say of anything.
    carrier !== 'tool-result' && readUpstreamFault(whole)
      ? false
      : [whole, words, `\n${words}\n${body ?? ''}`].some((said) => quotesIn(said, carrier, code).length > 0),
  );
}
