/** An answer that the page gave up, of which Firefox keeps neither status nor headers. */
const GIVEN_UP = ['upstream-without-auth'];

/** The rules that fire in a scenario in Chromium only; docs/firefox.md has the reasons. */
export const CHROMIUM_ONLY: Readonly<Record<string, readonly string[]>> = {
  'get-stream': GIVEN_UP,
  'call-hangs': GIVEN_UP,
  'call-drops': GIVEN_UP,
  'server-html': GIVEN_UP,
  'server-drops': GIVEN_UP,
  'server-slow': ['answer-slow'],
  'service-worker': ['debug-not-covered'],
};
