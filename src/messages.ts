/** Debug mode of one tab, as the session rules and permissions in force say it; never a memory of a wish. */
export interface TabDebug {
  readonly tabId: number;
  /** The gateways for which this tab's requests get the debug header. Empty: off. */
  readonly gateways: readonly Gateway[];
  /** The page's origin, and whether the extension may act on it; absent for pages no extension may touch. */
  readonly page?: { readonly origin: string; readonly permitted: boolean };
  /** Origins of gateways that were switched on before, in any tab. */
  readonly known: readonly string[];
}

export interface Gateway {
  readonly origin: string;
  /** Whether the host permission is there; without it the browser silently skips the rule. */
  readonly permitted: boolean;
}

/** The whole panel <-> background protocol: request name to what goes in and what comes back. */
export interface Protocol {
  /** How debug mode stands in a tab. */
  'debug.read': { readonly in: { readonly tabId: number }; readonly out: TabDebug };
  /** The one desired-state message: inject the debug header in this tab for these origins and no others. */
  'debug.set': {
    readonly in: { readonly tabId: number; readonly origins: readonly string[] };
    readonly out: TabDebug;
  };
}

/** What the background tells every open panel when a tab's state changed. */
export interface Announcement {
  readonly changed: TabDebug;
}
