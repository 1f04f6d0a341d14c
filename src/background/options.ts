import type { HeaderNames } from '../litellm/header-names.ts';
import type { Options } from '../messages.ts';
import type { Announcements } from './announce.ts';
import type { ObservedStore } from './observed-store.ts';
import type { Chosen, Preferences } from './preferences.ts';
import type { HeaderRules } from './session-rules.ts';
import type { Sites } from './sites.ts';

export interface OptionsPage {
  /** What it shows. */
  read(): Promise<Options>;
  /**
   * Pausing leaves no rule and nothing observed; resuming leaves every tab off, but for what is on by default.
   * @throws when it can't be stored
   */
  pause(paused: boolean): Promise<Options>;
  /** @throws when it can't be stored */
  setDefault(origin: string, on: boolean): Promise<Options>;
  /**
   * The rules in force get the new name of the header at once.
   * @throws when it can't be stored
   */
  setHeaderNames(headerNames: HeaderNames): Promise<Options>;
  /** @throws when the browser does not give the permission up */
  remove(pattern: string): Promise<Options>;
}

interface Parts {
  readonly preferences: Preferences;
  readonly sites: Sites;
  readonly headerRules: HeaderRules;
  readonly observed: ObservedStore;
  readonly announcements: Announcements;
}

/** What the options page reads and changes. */
export function createOptionsPage(parts: Parts): OptionsPage {
  const { preferences, sites, headerRules, observed, announcements } = parts;
  async function read(): Promise<Options> {
    const [chosen, all] = await Promise.all([preferences.read(), sites.read()]);
    return { ...chosen, sites: all };
  }

  /** What was chosen is stored first: a worker that is killed after it does the rest when it starts again. */
  async function apply(change: (now: Chosen) => Partial<Chosen>): Promise<Options> {
    await preferences.change(change);
    await headerRules.change();
    const options = await read();
    if (options.paused) await observed.forget();
    await announcements.everyTab();
    return options;
  }

  return {
    read,
    pause: (paused) => apply(() => ({ paused })),
    setDefault: (origin, on) =>
      apply(({ defaultOn }) => {
        const others = defaultOn.filter((each) => each !== origin);
        return { defaultOn: on ? [...others, origin] : others };
      }),
    setHeaderNames: (headerNames) => apply(() => ({ headerNames })),
    async remove(pattern) {
      try {
        await sites.remove(pattern);
      } finally {
        await announcements.everyTab();
      }
      return read();
    },
  };
}
