/** What Firefox shows otherwise of a scenario than Chromium; docs/firefox.md has the reasons. */
interface Difference {
  /** Rules that fire in Chromium only. */
  readonly without: readonly string[];
  /** Requests of the page that Firefox's DevTools never list. */
  readonly unlisted?: number;
  /** Nothing of the scenario is listed. */
  readonly hidden?: true;
}

/** An answer that the page gave up, of which Firefox keeps neither status nor headers. */
const GIVEN_UP: Difference = { without: ['upstream-without-auth'] };

export const DIFFERENCES: Readonly<Record<string, Difference>> = {
  'get-stream': GIVEN_UP,
  'call-hangs': GIVEN_UP,
  'call-drops': GIVEN_UP,
  'server-html': GIVEN_UP,
  'server-drops': GIVEN_UP,
  'server-slow': { without: ['answer-slow'] },
  'service-worker': { without: ['debug-not-covered'] },
  'gateway-down': { without: ['gateway-unreachable'], unlisted: 1, hidden: true },
  'preflight-refused': { without: [], unlisted: 1 },
  'preflight-narrow': { without: [], unlisted: 1 },
  'metadata-missing': { without: [], unlisted: 1 },
};

/** The scenarios that are played in Firefox, too: what its DevTools tell in their own way, and one of each kind. */
export const PLAYED_IN_FIREFOX: ReadonlySet<string> = new Set([
  'works',
  'aggregate',
  'user-token',
  'key-leak',
  'no-key',
  'key-in-url',
  'not-mcp',
  'tool-fails',
  'responses-stream',
  'chat-unknown-server',
  'server-down',
  'rest-list',
  'login',
  'login-unused',
  'login-scope',
  'get-stream',
  'call-hangs',
  'server-slow',
  'service-worker',
  'gateway-down',
  'preflight-refused',
  'metadata-missing',
]);
