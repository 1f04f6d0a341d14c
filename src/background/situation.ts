import { isWebOrigin } from '../exchange/origin.ts';
import { DEBUG_REQUEST_HEADER } from '../litellm/header-names.ts';
import type { TabDebug } from '../messages.ts';
import type { BackgroundPort } from '../ports/background.ts';
import type { HeaderRule } from './header-rule.ts';
import type { KnownGateways } from './known-gateways.ts';
import type { Preferences } from './preferences.ts';
import type { HeaderRules } from './session-rules.ts';
import { originsOf, workersOf } from './tab-header-rules.ts';

/** Everything but the tab that says how debug mode stands in it, read at one moment. */
export interface Situation {
  readonly headerRules: readonly HeaderRule[];
  /** Of the origins that are injected, those the extension may act on. */
  readonly permitted: ReadonlySet<string>;
  readonly known: readonly string[];
  readonly paused: boolean;
  /** What the header is called. */
  readonly header: string;
}

export interface Situations {
  read(): Promise<Situation>;
  /**
   * Debug mode of a tab, as the rules and permissions in force say it. `page` is there only if the extension may act on the
   * page; the panel, which can ask the page itself, fills it in otherwise. What is on by default counts only where it is
   * applied: nobody asked for it here.
   * @param situation read now when left out
   * @throws when there is no such tab
   */
  ofTab(tabId: number, situation?: Situation): Promise<TabDebug>;
  /**
   * The origin of a tab's page, if the extension may act on it: by host permission, or because the person clicked the
   * toolbar button there (activeTab; Chromium 156 then applies rules to the page's requests until the tab goes to another
   * origin, while `permissions.contains` keeps saying no). The browser shows an extension the address in just these cases;
   * Firefox does so after a click, too, but applies no rules (153).
   * @throws when there is no such tab
   */
  permittedPage(tabId: number): Promise<string | undefined>;
}

export function createSituations(
  { tabs, permissions, clickPermitsPage }: Pick<BackgroundPort, 'tabs' | 'permissions' | 'clickPermitsPage'>,
  sources: {
    readonly headerRules: Pick<HeaderRules, 'inForce'>;
    readonly gateways: Pick<KnownGateways, 'read'>;
    readonly preferences: Pick<Preferences, 'read'>;
  },
): Situations {
  async function read(): Promise<Situation> {
    const [headerRules, known, { paused, headerNames }] = await Promise.all([
      sources.headerRules.inForce(),
      sources.gateways.read(),
      sources.preferences.read(),
    ]);
    const origins = [...new Set(headerRules.map(({ origin }) => origin))];
    const answers = await Promise.all(origins.map((origin) => permissions.has(origin)));
    return {
      headerRules,
      known,
      paused,
      header: headerNames.debugRequest,
      permitted: new Set(origins.filter((_, index) => answers[index])),
    };
  }

  async function permittedPage(tabId: number): Promise<string | undefined> {
    const { url } = await tabs.get(tabId);
    if (url === undefined || !URL.canParse(url)) return undefined;
    const { origin } = new URL(url);
    if (!isWebOrigin(origin)) return undefined;
    return clickPermitsPage || (await permissions.has(origin)) ? origin : undefined;
  }

  return {
    read,
    permittedPage,
    async ofTab(tabId, situation) {
      const [now, page] = await Promise.all([situation ?? read(), permittedPage(tabId)]);
      return inTab(tabId, now, page);
    },
  };
}

/** How a situation is in one tab, whose page the extension may act on if it is given. */
function inTab(
  tabId: number,
  { headerRules, permitted, known, paused, header }: Situation,
  page: string | undefined,
): TabDebug {
  const isAllowed = (origin: string): boolean => origin === page || permitted.has(origin);
  const counted = headerRules.filter(
    (each) => 'tabId' in each || (page !== undefined && isAllowed(each.origin)),
  );
  const workers = workersOf(tabId, headerRules);
  return {
    tabId,
    gateways: originsOf(tabId, counted).map((origin) => ({ origin, permitted: isAllowed(origin) })),
    ...(page === undefined ? {} : { page: { origin: page, permitted: true } }),
    known,
    ...(workers === undefined ? {} : { workersOf: workers }),
    ...(paused ? { paused } : {}),
    ...(header === DEBUG_REQUEST_HEADER ? {} : { header }),
  };
}
