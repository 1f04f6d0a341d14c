import { originOf } from '../exchange/origin.ts';
import type { Site } from '../messages.ts';
import type { BackgroundPort } from '../ports/background.ts';
import type { KnownGateways } from './known-gateways.ts';
import type { Preferences } from './preferences.ts';
import type { HeaderRules } from './session-rules.ts';
import { dropOrigin, setTab } from './tab-header-rules.ts';

export interface Sites {
  /** The permissions that are held, and the gateways that are known, gateways first. */
  read(): Promise<readonly Site[]>;
  /**
   * Takes a permission back. First debug mode goes off, for the origin and in the tabs whose page it is: without the
   * permission it would stay on and not be applied.
   * @throws when the browser does not give the permission up, as one that came with the installation
   */
  remove(pattern: string): Promise<void>;
}

interface Parts {
  readonly gateways: KnownGateways;
  readonly preferences: Preferences;
  readonly headerRules: HeaderRules;
}

export function createSites(
  { tabs, permissions }: Pick<BackgroundPort, 'tabs' | 'permissions'>,
  { gateways, preferences, headerRules }: Parts,
): Sites {
  async function tabsOn(pattern: string, origin: string | undefined): Promise<readonly number[]> {
    const all = await tabs.query(origin === undefined ? pattern : undefined);
    return all.flatMap(({ id, url }) => {
      const isThere = origin === undefined || originOf(url) === origin;
      return isThere ? id : [];
    });
  }

  return {
    async read() {
      const [known, held] = await Promise.all([gateways.read(), permissions.patterns()]);
      const ofGateways = known.map(
        async (origin): Promise<Site> => ({
          pattern: permissions.patternOf(origin),
          origin,
          isGateway: true,
          permitted: await permissions.has(origin),
          removable: true,
        }),
      );
      const others = held.flatMap((pattern): Site | [] => {
        if (known.some((each) => permissions.patternOf(each) === pattern)) return [];
        const origin = permissions.originOf(pattern);
        const removable = !permissions.fixed.includes(pattern);
        const site = { pattern, isGateway: false, permitted: true, removable };
        return origin === undefined ? site : { ...site, origin };
      });
      return [...(await Promise.all(ofGateways)), ...others.sort((a, b) => (a.pattern < b.pattern ? -1 : 1))];
    },

    async remove(pattern) {
      const origin = permissions.originOf(pattern);
      const known = (await gateways.read()).filter((each) => permissions.patternOf(each) === pattern);
      const origins = [...new Set([...known, ...(origin === undefined ? [] : [origin])])];
      const there = await tabsOn(pattern, origin);
      await preferences.change(({ defaultOn }) => ({
        defaultOn: defaultOn.filter((each) => !origins.includes(each)),
      }));
      for (const gateway of known) await gateways.forget(gateway);
      await headerRules.change((inForce) => {
        const without = there.reduce<typeof inForce>((left, tabId) => setTab(tabId, [], left), inForce);
        return origins.reduce<typeof inForce>((left, each) => dropOrigin(each, left), without);
      });
      if ((await permissions.patterns()).includes(pattern)) await permissions.remove(pattern);
    },
  };
}
