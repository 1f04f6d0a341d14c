import { browser } from '../browser/api.ts';
import { originOfPattern, patternOf } from '../browser/origins.ts';
import { isPermitted } from '../browser/permissions.ts';
import type { Site } from '../messages.ts';
import { forgetGateway, knownGateways } from './known-gateways.ts';
import { changePreferences } from './preferences.ts';
import { changeInjections } from './session-rules.ts';
import { dropOrigin, setTab } from './tab-injections.ts';

/** The permissions that are held, and the gateways that are known, gateways first. */
export async function readSites(): Promise<readonly Site[]> {
  const [known, { origins: held = [] }] = await Promise.all([knownGateways(), browser.permissions.getAll()]);
  const fixed = browser.runtime.getManifest().host_permissions ?? [];
  const gateways = known.map(
    async (origin): Promise<Site> => ({
      pattern: patternOf(origin),
      origin,
      isGateway: true,
      permitted: await isPermitted(origin),
      removable: true,
    }),
  );
  const others = held.flatMap((pattern): Site | [] => {
    if (known.some((each) => patternOf(each) === pattern)) return [];
    const origin = originOfPattern(pattern);
    const site = { pattern, isGateway: false, permitted: true, removable: !fixed.includes(pattern) };
    return origin === undefined ? site : { ...site, origin };
  });
  return [...(await Promise.all(gateways)), ...others.sort((a, b) => (a.pattern < b.pattern ? -1 : 1))];
}

/**
 * Takes a permission back. First debug mode goes off, for the origin and in the tabs whose page it is: without the
 * permission it would stay on and not be applied.
 * @throws when the browser does not give the permission up, as one that came with the installation
 */
export async function removeSite(pattern: string): Promise<void> {
  const origin = originOfPattern(pattern);
  const gateways = (await knownGateways()).filter((each) => patternOf(each) === pattern);
  const origins = [...new Set([...gateways, ...(origin === undefined ? [] : [origin])])];
  const tabs = await tabsOn(pattern, origin);
  await changePreferences(({ defaultOn }) => ({
    defaultOn: defaultOn.filter((each) => !origins.includes(each)),
  }));
  for (const gateway of gateways) await forgetGateway(gateway);
  await changeInjections((inForce) => {
    const without = tabs.reduce<typeof inForce>(
      (injections, tabId) => setTab(tabId, [], injections),
      inForce,
    );
    return origins.reduce<typeof inForce>((injections, each) => dropOrigin(each, injections), without);
  });
  const held = await browser.permissions.getAll();
  if (held.origins?.includes(pattern)) await browser.permissions.remove({ origins: [pattern] });
}

async function tabsOn(pattern: string, origin: string | undefined): Promise<readonly number[]> {
  const tabs = await browser.tabs.query(origin === undefined ? { url: pattern } : {});
  return tabs.flatMap(({ id, url = '' }) => {
    const isThere = origin === undefined || (URL.canParse(url) && new URL(url).origin === origin);
    return id !== undefined && isThere ? id : [];
  });
}
