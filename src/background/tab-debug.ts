import { browser } from '../browser/api.ts';
import { isWebOrigin } from '../browser/origins.ts';
import { isPermitted } from '../browser/permissions.ts';
import type { TabDebug } from '../messages.ts';
import { knownGateways, rememberGateways } from './known-gateways.ts';
import { changeInjections, injectionsInForce } from './session-rules.ts';

/**
 * Debug mode of a tab, as the rules and permissions in force say it. `page` is there only if the extension may act on the
 * page; the panel, which can ask the page itself, fills it in otherwise.
 * @throws when there is no such tab
 */
export async function readTabDebug(tabId: number): Promise<TabDebug> {
  const [injections, origin, known] = await Promise.all([
    injectionsInForce(),
    permittedPage(tabId),
    knownGateways(),
  ]);
  const origins = injections.filter((each) => each.tabId === tabId).map((each) => each.origin);
  return {
    tabId,
    gateways: await Promise.all(
      origins.map(async (gateway) => ({
        origin: gateway,
        permitted: gateway === origin || (await isPermitted(gateway)),
      })),
    ),
    ...(origin === undefined ? {} : { page: { origin, permitted: true } }),
    known,
  };
}

/**
 * Makes debug mode of a tab hold for these gateways and no others, and remembers those the person gave permission for.
 * @throws when there is no such tab
 */
export async function setTabDebug(tabId: number, origins: readonly string[]): Promise<void> {
  await browser.tabs.get(tabId);
  await changeInjections((inForce) => [
    ...inForce.filter((each) => each.tabId !== tabId),
    ...origins.map((origin) => ({ tabId, origin })),
  ]);
  const permitted = await Promise.all(origins.map(isPermitted));
  await rememberGateways(origins.filter((_, index) => permitted[index]));
}

/**
 * The origin of a tab's page, if the extension may act on it: by host permission, or because the person clicked the
 * toolbar button there (activeTab; Chromium 156 then applies rules to the page's requests until the tab goes to another
 * origin, while `permissions.contains` keeps saying no). The browser shows an extension the address in just these cases.
 */
async function permittedPage(tabId: number): Promise<string | undefined> {
  const { url } = await browser.tabs.get(tabId);
  if (url === undefined || !URL.canParse(url)) return undefined;
  const { origin } = new URL(url);
  return isWebOrigin(origin) ? origin : undefined;
}
