import { lookOf, writeMask } from '../../exchange/mask.ts';
import { PUBLIC_WORDS } from './public-words.ts';

/** Tool arguments and results, which a person may include in a second explicit step. */
export type ToolData = 'left out' | 'included';

export interface Removal {
  /** Plural noun: "tool results". */
  readonly what: string;
  readonly count: number;
  /** Length of the text taken out. */
  readonly characters: number;
}

/** What cleaning one report goes by, and what it notes. */
export interface Cleaning {
  readonly toolData: ToolData;
  /** Counts what was taken out. */
  removed(what: string, characters: number): void;
  /**
   * A mask that shows nothing of a value but which others are equal, for what is no credential and joins the steps of a login.
   */
  standIn(value: string): string;
  /** Notes a name that stays where it stands, and so may stay in sentences. */
  learn(name: string): void;
  knows(name: string): boolean;
  /** The origin of an URL, when the report shows it anyway. */
  knownOrigin(url: string): string | undefined;
  removals(): readonly Removal[];
}

export function createCleaning(toolData: ToolData): Cleaning {
  const known = new Set<string>(PUBLIC_WORDS);
  const origins = new Set<string>();
  const counts = new Map<string, { count: number; characters: number }>();
  const standIns = new Map<string, string>();
  const removed = (what: string, characters: number): void => {
    const before = counts.get(what) ?? { count: 0, characters: 0 };
    counts.set(what, { count: before.count + 1, characters: before.characters + characters });
  };
  return {
    toolData,
    removed,
    standIn(value) {
      removed('ids of clients and code challenges', value.length);
      const { length } = lookOf(value);
      // The tags of credentials begin with no zero, or are longer.
      const tag = `0${(standIns.size + 1).toString(36)}`;
      const made = standIns.get(value) ?? writeMask({ look: '****', length, tag });
      standIns.set(value, made);
      return made;
    },
    learn(name) {
      if (known.has(name)) return;
      known.add(name);
      if (!/^https?:\/\//.test(name) || !URL.canParse(name)) return;
      const { origin, host, hostname, pathname } = new URL(name);
      origins.add(origin);
      for (const part of [origin, host, hostname, pathname]) known.add(part);
    },
    knows: (name) => known.has(name),
    knownOrigin(url) {
      const origin = URL.canParse(url) ? new URL(url).origin : '';
      return origins.has(origin) ? `${origin} [left out]` : undefined;
    },
    removals: () => [...counts].map(([what, { count, characters }]) => ({ what, count, characters })),
  };
}
