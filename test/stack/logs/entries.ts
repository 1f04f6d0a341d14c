import type { Entry } from 'har-format';
import { LOCATIONS } from '../services/front-locations.ts';
import type { Answered } from './origins.ts';

/** Milliseconds by which the browser's clock may differ from LiteLLM's, which run on one machine. */
const MARGIN = 20;

/**
 * Which request of LiteLLM's is which entry of a recording.
 * @param requests by number
 * @param proxy origin of LiteLLM
 * @returns by number of the request the index of its entry; null where no entry is like it; not in it where several may be its
 */
export function entriesOf(
  requests: ReadonlyMap<number, Answered>,
  entries: readonly Entry[],
  proxy: string,
): ReadonlyMap<number, number | null> {
  const found = new Map<number, number | null>();
  for (const withBody of [true, false]) {
    const taken = new Set(found.values());
    const open = [...entries.entries()].filter(([index]) => !taken.has(index));
    const alike = grouped(open, ([, entry]) => likenessOf(asSeenByLiteLLM(entry, proxy), withBody));
    const left = [...requests].filter(
      ([number, { body }]) => !found.has(number) && (body !== undefined) === withBody,
    );
    for (const [likeness, same] of grouped(left, ([, request]) => likenessOf(request, withBody))) {
      const candidates = alike.get(likeness) ?? [];
      if (candidates.length === 0) for (const [number] of same) found.set(number, null);
      else for (const [number, index] of pairs(same, candidates.toSorted(byStart))) found.set(number, index);
    }
  }
  return found;
}

const byStart = ([, one]: Numbered<Entry>, [, other]: Numbered<Entry>): number =>
  startOf(one) - startOf(other);

function grouped<T>(all: readonly T[], keyOf: (each: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const each of all) groups.set(keyOf(each), [...(groups.get(keyOf(each)) ?? []), each]);
  return groups;
}

type Numbered<T> = readonly [number, T];

/** @param requests in order, as well as the entries */
function pairs(
  requests: readonly Numbered<Answered>[],
  entries: readonly Numbered<Entry>[],
): readonly (readonly [number, number])[] {
  const isOneByOne = entries.every(([, entry], place) => {
    const next = entries[place + 1];
    return next === undefined || startOf(next[1]) >= startOf(entry) + entry.time;
  });
  if (isOneByOne && requests.length === entries.length) {
    return requests.flatMap(([number, request], place) => {
      const candidate = entries[place];
      return candidate && isWithin(request, candidate[1]) ? [[number, candidate[0]] as const] : [];
    });
  }
  const fitting = requests.flatMap(([number, request]) =>
    entries.filter(([, entry]) => isWithin(request, entry)).map(([index]) => [number, index] as const),
  );
  return fitting.filter(
    ([number, index]) => fitting.filter(([one, other]) => one === number || other === index).length === 1,
  );
}

function isWithin({ began }: Answered, entry: Entry): boolean {
  return began >= startOf(entry) - MARGIN && began <= startOf(entry) + entry.time + MARGIN;
}

const startOf = ({ startedDateTime }: Entry): number => Date.parse(startedDateTime);

const likenessOf = ({ method, host, path, body = '' }: Answered, withBody: boolean): string =>
  [method, host, path, ...(withBody ? [body] : [])].join(' ');

/** The reverse proxy puts an alias in the place of a location's name, and may put another host (front.ts). */
function asSeenByLiteLLM({ request: { method, url, postData } }: Entry, proxy: string): Answered {
  const { host, pathname, search } = new URL(url);
  const name = pathname.split('/').find((segment) => Object.hasOwn(LOCATIONS, segment)) ?? '';
  const { alias = name, withheld = [] } = LOCATIONS[name] ?? {};
  return {
    method,
    host: withheld.includes('host') ? new URL(proxy).host : host,
    path: `${pathname}${search}`.replace(name, alias),
    body: postData?.text ?? '',
    began: 0,
  };
}
