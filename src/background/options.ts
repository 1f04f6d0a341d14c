import type { HeaderNames } from '../litellm/header-names.ts';
import type { Options } from '../messages.ts';
import { announceEveryTab } from './announce.ts';
import { forgetObserved } from './observed-store.ts';
import { changePreferences, type Preferences, readPreferences } from './preferences.ts';
import { changeInjections } from './session-rules.ts';
import { readSites, removeSite } from './sites.ts';

/** What the options page shows. */
export async function readOptions(): Promise<Options> {
  const [preferences, sites] = await Promise.all([readPreferences(), readSites()]);
  return { ...preferences, sites };
}

/** Pausing leaves no rule and nothing observed; resuming leaves every tab off, but for what is on by default. */
export async function pause(paused: boolean): Promise<Options> {
  return apply(() => ({ paused }));
}

/** @throws when it can't be stored */
export async function setDefault(origin: string, on: boolean): Promise<Options> {
  return apply(({ defaultOn }) => {
    const others = defaultOn.filter((each) => each !== origin);
    return { defaultOn: on ? [...others, origin] : others };
  });
}

/** The rules in force get the new name of the header at once. */
export async function setHeaderNames(headerNames: HeaderNames): Promise<Options> {
  return apply(() => ({ headerNames }));
}

export async function remove(pattern: string): Promise<Options> {
  try {
    await removeSite(pattern);
  } finally {
    await announceEveryTab();
  }
  return readOptions();
}

/** What was chosen is stored first: a worker that is killed after it does the rest when it starts again. */
async function apply(change: (now: Preferences) => Partial<Preferences>): Promise<Options> {
  await changePreferences(change);
  await changeInjections();
  const options = await readOptions();
  if (options.paused) await forgetObserved();
  await announceEveryTab();
  return options;
}
