import type { TabDebug } from '../messages.ts';
import type { BackgroundPort } from '../ports/background.ts';
import type { Announcements } from './announce.ts';
import type { Checks } from './checks.ts';
import { inSight } from './in-sight.ts';
import type { ObservedStore } from './observed-store.ts';
import type { OptionsPage } from './options.ts';
import type { Handlers } from './requests.ts';
import type { Situations } from './situation.ts';
import type { TabSwitch } from './tab-debug.ts';

interface Parts {
  readonly situations: Situations;
  readonly tabSwitch: TabSwitch;
  readonly announcements: Announcements;
  readonly options: OptionsPage;
  readonly observed: ObservedStore;
  readonly readTagsKey: () => Promise<string>;
  readonly checks: Checks;
}

/**
 * What answers the requests of the protocol.
 * @param settled over when what a worker before left undone is done
 */
export function createHandlers(
  { panels, askInWindow }: Pick<BackgroundPort, 'panels' | 'askInWindow'>,
  settled: Promise<void>,
  { situations, tabSwitch, announcements, options, observed, readTagsKey, checks }: Parts,
): Handlers {
  /** Changes debug mode of a tab, shows it, and answers how it stands then. */
  function changeTab(
    tabId: number,
    change: () => Promise<void>,
    afterwards?: () => Promise<void>,
  ): Promise<TabDebug> {
    return inSight(panels, async () => {
      await settled;
      await change();
      await announcements.tab(tabId);
      await afterwards?.();
      return situations.ofTab(tabId);
    });
  }

  return {
    async 'debug.read'({ tabId }) {
      await settled;
      return situations.ofTab(tabId);
    },
    'debug.set': ({ tabId, origins }) =>
      changeTab(
        tabId,
        () => tabSwitch.set(tabId, origins),
        () => tabSwitch.rememberPermitted(origins),
      ),
    'debug.workers': ({ tabId, on }) => changeTab(tabId, () => tabSwitch.setWorkers(tabId, on)),
    'observed.read': ({ tabId }) => observed.read(tabId),
    'tags.key': () => readTagsKey(),
    'options.read': () => options.read(),
    'options.pause': ({ paused }) => inSight(panels, () => options.pause(paused)),
    'options.default-on': ({ origin, on }) => inSight(panels, () => options.setDefault(origin, on)),
    'options.header-names': (names) => inSight(panels, () => options.setHeaderNames(names)),
    'options.remove': ({ pattern }) => inSight(panels, () => options.remove(pattern)),
    'permission.ask': ({ origins }) => askInWindow(origins),
    'check.continues': async ({ id }) => checks.continues(id),
    async 'check.send'({ id, request }) {
      await settled;
      return checks.send(id, request);
    },
  };
}
