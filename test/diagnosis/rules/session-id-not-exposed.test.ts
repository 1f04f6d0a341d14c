import { expect, it } from 'vitest';
import { answered, CLIENT_HEADERS, GATEWAY, inspect, type Parts, rpc, verdicts } from '../../har-entry.ts';

const PAGE = 'http://agent.test';
const FIRES = 'session-id-not-exposed/error';

const opened = (expose?: string, origin = PAGE): Parts => ({
  sent: rpc('initialize', { protocolVersion: '2025-06-18' }),
  requestHeaders: { ...CLIENT_HEADERS, origin },
  responseHeaders: {
    'mcp-session-id': 'session-number-one',
    'access-control-allow-origin': origin,
    ...(expose === undefined ? {} : { 'access-control-expose-headers': expose }),
  },
  ...answered({ protocolVersion: '2025-06-18' }),
});

const refused = (headers: Readonly<Record<string, string>> = { origin: PAGE }): Parts => ({
  requestHeaders: { ...CLIENT_HEADERS, ...headers },
  responseHeaders: { 'access-control-allow-origin': '*' },
  status: 400,
  received: { jsonrpc: '2.0', id: null, error: { code: -32600, message: 'Bad Request: Missing session ID' } },
});

it.each([undefined, 'X-Request-Id', 'mcp-session-id-2'])('fires where the header exposes %s', (expose) => {
  expect(verdicts(opened(expose), refused())).toEqual([FIRES]);
});

it('shows what was issued, and what was not exposed', () => {
  const [finding] = inspect(opened(), refused()).findings;
  expect(finding?.hop).toBe('browser');
  expect(finding?.evidence.filter(({ exchange }) => exchange === 0).map(({ quote }) => quote)).toEqual([
    expect.stringMatching(/^mcp-session-id: /),
    'not in the response: access-control-expose-headers',
  ]);
  expect(finding?.fix.operator?.commands?.[0]?.text).toBe('Access-Control-Expose-Headers: Mcp-Session-Id');
});

it.each<[string, readonly Parts[]]>([
  ['the header is exposed', [opened('Mcp-Session-Id'), refused()]],
  ['all are', [opened('*'), refused()]],
  ['the page sends the id', [opened(), refused({ origin: PAGE, 'mcp-session-id': 'session-number-one' })]],
  ['the page is of the same origin', [opened(undefined, GATEWAY), refused({ origin: GATEWAY })]],
  ['no page sent it', [opened(), refused({})]],
  ['no id was issued', [{ requestHeaders: { ...CLIENT_HEADERS, origin: PAGE } }, refused()]],
  ['nothing was refused', [opened(), { ...refused(), status: 200, ...answered({ tools: [] }) }]],
])('is quiet where %s', (_what, exchanges) => {
  expect(verdicts(...exchanges)).not.toContain(FIRES);
});
