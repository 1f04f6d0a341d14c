import type { SendHttp } from '../checks/http.ts';
import type { Announcement } from '../messages.ts';
import type { RequestEvent } from './web-request.ts';

/** Everything the background needs of the browser, as one interface that tests fake and `browser/background-port.ts` implements. */
export interface BackgroundPort {
  /** Where this extension's own pages are: `chrome-extension://ID/`. */
  readonly self: string;
  /** Whether a click on the toolbar button lets rules act on the tab's page. */
  readonly clickPermitsPage: boolean;
  readonly tabs: Tabs;
  readonly sessionRules: SessionRules;
  /** What lasts. */
  readonly local: Storage;
  /** What lasts until the browser ends, or the extension is updated. */
  readonly session: Storage;
  readonly permissions: Permissions;
  readonly button: Button;
  readonly panels: Panels;
  /**
   * Listens to requests, or stops to.
   * @param listener the same each time
   */
  listen(shall: boolean, listener: (event: RequestEvent) => void): void;
  /** Does one thing after the other of those with one name, whoever of the extension does them. */
  inTurn<T>(name: string, act: () => Promise<T>): Promise<T>;
  /** Sends a request of Hopscope's own. It knows nothing of permissions and rules. */
  readonly sendOwn: SendHttp;
  /** Milliseconds since the epoch. */
  now(): number;
  wait(milliseconds: number): Promise<void>;
  /** Asks the person for host permission in a window; whether all are given. */
  askInWindow(origins: readonly string[]): Promise<boolean>;
  openOptions(): Promise<void>;
}

export interface Tabs {
  /** @throws when there is no such tab */
  get(tabId: number): Promise<Tab>;
  /** All tabs, or those whose page a match pattern covers. */
  query(pattern?: string): Promise<readonly Tab[]>;
}

export interface Tab {
  readonly id: number;
  /** Its page, where the extension may act on it. */
  readonly url?: string | undefined;
  /** Milliseconds since the epoch. */
  readonly lastAccessed?: number | undefined;
}

export interface SessionRules {
  read(): Promise<readonly SessionRule[]>;
  /** All of the change, or none of it. */
  update(change: SessionRuleChange): Promise<void>;
}

/** A session rule, as far as Hopscope writes any. */
export interface SessionRule {
  readonly id: number;
  readonly priority?: number;
  readonly action: { readonly type: string; readonly requestHeaders?: readonly HeaderChange[] };
  readonly condition: {
    readonly tabIds?: readonly number[];
    readonly excludedTabIds?: readonly number[];
    readonly initiatorDomains?: readonly string[];
    readonly urlFilter?: string;
    readonly resourceTypes?: readonly string[];
  };
}

interface HeaderChange {
  readonly header: string;
  readonly operation: string;
  readonly value?: string;
}

export interface SessionRuleChange {
  readonly removeRuleIds: readonly number[];
  readonly addRules: readonly SessionRule[];
}

export interface Storage {
  /** What is under a key; undefined when nothing is. */
  get(key: string): Promise<unknown>;
  all(): Promise<Readonly<Record<string, unknown>>>;
  /** @throws when there is no room; then nothing is stored */
  set(values: Readonly<Record<string, unknown>>): Promise<void>;
  remove(keys: readonly string[]): Promise<void>;
}

export interface Permissions {
  /** Whether the extension holds host permission for an origin. */
  has(origin: string): Promise<boolean>;
  /** The match patterns of all that it holds. */
  patterns(): Promise<readonly string[]>;
  /** The match pattern of the permission for an origin. */
  patternOf(origin: string): string;
  /** The origin that a match pattern is of; undefined when it matches more than one. */
  originOf(pattern: string): string | undefined;
  /** Those that came with the installation. */
  readonly fixed: readonly string[];
  /** @throws when the browser does not give it up */
  remove(pattern: string): Promise<void>;
}

/** The toolbar button. */
export interface Button {
  /** The text of a tab's badge. */
  text(tabId: number): Promise<string>;
  /** The words beside it. */
  title(tabId: number): Promise<string>;
  /**
   * Shows a badge in a tab, until it goes to another page.
   * @throws when there is no such tab
   */
  show(tabId: number, badge: Badge): Promise<void>;
  /** Makes a switch of this title all that is in its menu. */
  setMenu(title: string): Promise<void>;
}

/** What the toolbar button shows in a tab. The words tell it whole; the colour only repeats them. */
export interface Badge {
  readonly text: '' | 'on' | '!' | '?' | 'off';
  readonly title: string;
  readonly color: string;
}

export interface Panels {
  /** Tells every open one; none may be open. */
  tell(announcement: Announcement): Promise<void>;
  /**
   * Opens a line to every one and to the options page, which notice its end, also when the background is killed.
   * @returns ends it
   */
  openLine(): () => void;
}
