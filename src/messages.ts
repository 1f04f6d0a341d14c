import * as v from 'valibot';
import type { HttpAnswer } from './checks/http.ts';
import type { Exchange } from './exchange/exchange.ts';
import { isWebOrigin, originOf } from './exchange/origin.ts';
import { revealed } from './exchange/reveal.ts';
import { type HeaderNames, isHeaderName } from './litellm/header-names.ts';

/** Debug mode of one tab, as the session rules and permissions in force say it; never a memory of a wish. */
export interface TabDebug {
  readonly tabId: number;
  /** The gateways for which this tab's requests get the debug header. Empty: off. */
  readonly gateways: readonly Gateway[];
  /** The page's origin, and whether the extension may act on it; absent for pages no extension may touch. */
  readonly page?: { readonly origin: string; readonly permitted: boolean };
  /** Origins of gateways that were switched on before, in any tab. */
  readonly known: readonly string[];
  /** The host whose workers get the header too, in whatever tab they work; absent unless the person chose it. */
  readonly workersOf?: string;
  /** Hopscope is paused: off in every tab, and nothing switches it on. */
  readonly paused?: true;
  /** What the debug header is called, where it has not LiteLLM's name. */
  readonly header?: string;
}

export interface Gateway {
  readonly origin: string;
  /** Whether the host permission is there; without it the browser silently skips the rule. */
  readonly permitted: boolean;
}

/** What holds in every tab, and may be changed on the options page. */
export interface Options {
  /** Off in every tab until the person resumes. */
  readonly paused: boolean;
  /** Origins of gateways that every tab asks for debug headers, where the extension may act on its page. */
  readonly defaultOn: readonly string[];
  readonly headerNames: HeaderNames;
  /** What the extension may act on, gateways first. */
  readonly sites: readonly Site[];
}

/** Where the extension may act, or where debug mode was switched on before. */
export interface Site {
  /** The match pattern of the permission: of one origin, unless the person allowed more in the browser's own pages. */
  readonly pattern: string;
  /** Absent when the pattern covers more than one. */
  readonly origin?: string;
  /** Whether debug mode was switched on for it before; else it is a page's. */
  readonly isGateway: boolean;
  /** Whether the permission is there; the person may have taken it back in the browser's own pages. */
  readonly permitted: boolean;
  /** False for a permission that came with the installation. */
  readonly removable: boolean;
}

/** One request as the browser told the background of it, credentials masked before anything kept it. */
export interface Observed {
  /** Unique in the browser's session; the requests of a chain of redirects have one each. */
  readonly id: string;
  /** The tab in debug mode to which it belongs. */
  readonly tabId: number;
  /** Who sent it: the tab itself, a window that it opened, or a worker of its page's origin. */
  readonly window: 'tab' | 'popup' | 'worker';
  /** Without a response body; without a status as long as there is none. */
  readonly exchange: Exchange;
  readonly state: 'open' | 'ended';
  /** Milliseconds since the epoch. */
  readonly endedAt?: number;
  /** Whether it carried the debug header. */
  readonly hasDebugHeader: boolean;
  /** When the background that told it started, milliseconds since the epoch. One that was killed may not have told the end. */
  readonly life: number;
  /** Its preflight kept it from being sent, so that Firefox's DevTools never list it. */
  readonly isUnsent?: true;
}

const TabId = v.pipe(v.number(), v.integer(), v.minValue(0));
const Origin = v.pipe(
  v.string(),
  v.check(isWebOrigin, ({ input }) => `Not the origin of a web site: ${JSON.stringify(revealed(input))}`),
);
const HeaderName = v.pipe(
  v.string(),
  v.check(
    isHeaderName,
    ({ input }) => `Not the name of a header in lower case: ${JSON.stringify(revealed(input))}`,
  ),
);

const Origins = v.pipe(v.array(Origin), v.readonly());
const NOTHING = v.strictObject({});

const CHECK_ID = v.pipe(v.string('Not an id.'), v.uuid('Not an id.'));

/** A request of a check. It may hold a credential, so what is wrong with it is said without its words. */
const HTTP_REQUEST = v.strictObject(
  {
    method: v.pipe(
      v.string('Not a method.'),
      v.regex(/^(?:GET|POST|DELETE|OPTIONS)$/, 'Not a method of a check.'),
    ),
    url: v.pipe(
      v.string('Not a URL.'),
      v.check((url) => isWebOrigin(originOf(url) ?? ''), 'Not the URL of a web site.'),
    ),
    headers: v.pipe(
      v.array(
        v.strictObject(
          { name: v.string('Not the name of a header.'), value: v.string('Not the value of a header.') },
          'Not a header.',
        ),
        'Not a list of headers.',
      ),
      v.readonly(),
    ),
    body: v.exactOptional(v.string('Not a body.')),
    patience: v.pipe(
      v.number('Not a number of milliseconds.'),
      v.integer('Not a number of milliseconds.'),
      v.minValue(1, 'Too few milliseconds.'),
      v.maxValue(600_000, 'Too many milliseconds.'),
    ),
  },
  'Not a request of a check.',
);
const IN_TAB = v.strictObject({ tabId: TabId });

/** What goes into each request of the protocol between the extension's pages and the background; what comes back is in `Outputs`. */
export const INPUTS = {
  'debug.read': IN_TAB,
  'debug.set': v.strictObject({ tabId: TabId, origins: Origins }),
  'debug.workers': v.strictObject({ tabId: TabId, on: v.boolean() }),
  'options.read': NOTHING,
  'options.pause': v.strictObject({ paused: v.boolean() }),
  'options.default-on': v.strictObject({ origin: Origin, on: v.boolean() }),
  'options.header-names': v.strictObject({
    debugRequest: HeaderName,
    debugPrefix: HeaderName,
    key: HeaderName,
  }),
  'options.remove': v.strictObject({ pattern: v.string() }),
  'observed.read': IN_TAB,
  'tags.key': NOTHING,
  'permission.ask': v.strictObject({ origins: Origins }),
  'check.continues': v.strictObject({ id: CHECK_ID }),
  'check.send': v.strictObject({ id: CHECK_ID, request: HTTP_REQUEST }),
};

interface Outputs extends Record<keyof typeof INPUTS, unknown> {
  /** How debug mode stands in a tab. */
  'debug.read': TabDebug;
  /** The one desired-state message: inject the debug header in this tab for these origins and no others. */
  'debug.set': TabDebug;
  /** Whether the header goes on the requests of the page's workers too, as long as debug mode is on in the tab. */
  'debug.workers': TabDebug;
  'options.read': Options;
  /** Pausing switches debug mode off in every tab; resuming switches it on in none. */
  'options.pause': Options;
  'options.default-on': Options;
  'options.header-names': Options;
  /** Takes a permission back, switches debug mode off for the origin or on its pages, and forgets it. */
  'options.remove': Options;
  /** What was observed of a tab in debug mode and is kept, oldest first. */
  'observed.read': readonly Observed[];
  /** The key of the tags in what was observed (exchange/redact/tags.ts), the same until the browser ends. */
  'tags.key': string;
  /** Ask the person for permission in a window, where the panel itself can't (Firefox); whether it is given. */
  'permission.ask': boolean;
  /** Whether a request of a check is under way; false in a background that started since. It keeps the background from being idle. */
  'check.continues': boolean;
  /** Sends a request of a check, as long as the panel holds its turn (`turnOfCheck`). */
  'check.send': HttpAnswer;
}

/** The whole protocol: request name to what goes in and what comes back. */
export type Protocol = {
  readonly [Name in keyof typeof INPUTS]: {
    readonly in: v.InferOutput<(typeof INPUTS)[Name]>;
    readonly out: Outputs[Name];
  };
};

/** What the background tells every open panel: a tab's state changed, or what became of requests, of any tab. */
export type Announcement = { readonly changed: TabDebug } | { readonly observed: readonly Observed[] };
