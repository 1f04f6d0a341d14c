import type { Exchange } from '../exchange/exchange.ts';
import { memoize, memoizeText } from '../exchange/memoize.ts';
import { readUrl } from '../litellm/routes.ts';
import { type Finding, type Judged, LEVELS } from './rule.ts';

/** What one rule says about the same, over many exchanges. */
export interface FindingGroup {
  /** Tells it from the others. */
  readonly key: string;
  /** The gravest, the first of them, which stands for the others. */
  readonly finding: Finding;
  /** What all of them are about; with the origin where another group differs in nothing else. */
  readonly about: readonly string[];
  /** The exchange that has the gravest. */
  readonly first: number;
  /** The exchanges that have one, by their index, in the order given. */
  readonly exchanges: readonly number[];
  /** Whether the client got over all of them (got-over.ts). */
  readonly gotOver: boolean;
}

type Diagnosed = Pick<Judged, 'exchange' | 'findings'>;

/**
 * Findings of one rule, title, gateway and subject (`Finding.about`) as one group each, so that no server, tool or URL hides behind
 * another. In time that grows with the number of findings only: the panel asks at every burst.
 * @param over the exchanges that the client got over (got-over.ts)
 * @returns the gravest first, what was got over after what still fails, then the most frequent
 */
export function groupFindings(
  diagnosed: Iterable<Diagnosed>,
  over: ReadonlySet<number> = NONE,
): readonly FindingGroup[] {
  const groups = new Map<string, Growing>();
  for (const each of diagnosed) {
    const { exchange, findings } = each;
    if (findings.length === 0) continue;
    const keys = keysOf(each);
    findings.forEach((finding, at) => {
      const key = keys[at] ?? '';
      const group = groups.get(key);
      if (!group) {
        groups.set(key, { key, finding, first: exchange.index, exchanges: [exchange.index] });
        return;
      }
      group.exchanges.push(exchange.index);
      if (gravity(finding) >= gravity(group.finding)) return;
      group.finding = finding;
      group.first = exchange.index;
    });
  }
  const told = [...groups.values()].map((group) => ({
    ...group,
    gotOver: group.exchanges.every((index) => over.has(index)),
  }));
  const sorted = told.sort(
    (one, other) =>
      standing(one) - standing(other) ||
      gravity(one.finding) - gravity(other.finding) ||
      other.exchanges.length - one.exchanges.length,
  );
  return withOrigins(sorted);
}

const NONE: ReadonlySet<number> = new Set();

/** What still fails, what failed, what is no failure. */
const standing = ({ finding, gotOver }: Pick<FindingGroup, 'finding' | 'gotOver'>): number =>
  finding.level === 'info' ? 2 : Number(gotOver);

interface Growing {
  readonly key: string;
  finding: Finding;
  first: number;
  readonly exchanges: number[];
}

const gravity = ({ level }: Finding): number => LEVELS.indexOf(level);

const keysOf = memoize(({ exchange, findings }: Diagnosed): readonly string[] =>
  findings.map((finding) => groupKey(exchange, finding)),
);

/** The key of a finding's group: the origin, a space, and what tells it from others of that origin. */
export function groupKey(exchange: Exchange, { rule, title, about }: Finding): string {
  const origin = readUrl(exchange.request.url)?.origin ?? '';
  return same(`${origin} ${JSON.stringify([rule, title.replace(DURATION, ''), about])}`);
}

/** The same text in memory, however many exchanges have it. */
const same = memoizeText((key) => key);

/** Differs each time. */
const DURATION = /\d+(?:\.\d+)? s\b/g;

/** Two gateways may have a server of one name. */
function withOrigins(groups: readonly Omit<FindingGroup, 'about'>[]): readonly FindingGroup[] {
  const named = groups.map((group) => {
    const end = group.key.indexOf(' ');
    return { group, origin: group.key.slice(0, end), alike: group.key.slice(end) };
  });
  const numbers = new Map<string, number>();
  for (const { alike } of named) numbers.set(alike, (numbers.get(alike) ?? 0) + 1);
  return named.map(({ group, origin, alike }) => {
    const { about } = group.finding;
    return { ...group, about: numbers.get(alike) === 1 ? about : [...about, origin] };
  });
}
