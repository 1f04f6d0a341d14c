/**
 * Scenarios that look different from one another on the wire, for what a browser tells of them. What they say is the same in
 * every browser, and Chromium plays them all; so does Firefox for `npm run soak`.
 */
export const WIRE_SHAPES: ReadonlySet<string> = new Set([
  // JSON and event streams, answered, refused, given up and broken off.
  'works',
  'get-stream',
  'end-session',
  'wrong-key',
  'unknown-alias',
  'bad-json',
  'batch',
  'notification',
  'key-in-url',
  'call-hangs',
  'server-drops',
  'server-html',
  // REST and models.
  'rest-call',
  'rest-no-key',
  'responses-stream',
  'chat',
  // Logins, with documents and redirects.
  'login',
  'login-denied',
  'login-wrong-verifier',
  // What stands between: redirects, preflights, CORS, a dead port, a service worker.
  'redirected',
  'redirect-loses-key',
  'preflight-refused',
  'preflight-narrow',
  'hidden-by-cors',
  'bad-gateway',
  'gateway-down',
  'service-worker',
]);
