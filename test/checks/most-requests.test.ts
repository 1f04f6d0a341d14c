import fc from 'fast-check';
import { expect, it } from 'vitest';
import { mostRequests } from '../../src/checks/most-requests.ts';
import { planCheck } from '../../src/checks/plan.ts';
import type { CheckTarget } from '../../src/checks/target.ts';
import { originOf } from '../../src/exchange/origin.ts';
import { createInspector } from '../../src/inspect.ts';
import { debugHeaders, entry, GATEWAY, type Parts } from '../har-entry.ts';

const IDP = 'http://127.0.0.1:9000';
const SERVER = 'http://127.0.0.1:3001';

const TARGETS: readonly CheckTarget[] = [
  { url: `${GATEWAY}/mcp/everything`, credentialHeaders: [], origins: [] },
  {
    url: `${GATEWAY}/mcp/everything`,
    credentialHeaders: [],
    origins: [IDP, SERVER],
    origin: 'http://a.test',
  },
  {
    url: `${GATEWAY}/mcp/everything`,
    credentialHeaders: [],
    origins: [IDP],
    direct: `${SERVER}/mcp`,
    call: { tool: 'echo', arguments: {} },
  },
];

const result = (value: object): Parts => ({ received: { jsonrpc: '2.0', id: 1, result: value } });
const begins: Parts = {
  ...result({ protocolVersion: '2025-11-25' }),
  responseHeaders: { 'mcp-session-id': 'session-1-of-test' },
};
const movesOn: Parts = { status: 307, received: '', responseHeaders: { location: `${GATEWAY}/mcp/other` } };
const moved: Parts = { ...movesOn, responseHeaders: { location: '/elsewhere' } };
const challenge: Parts = {
  status: 401,
  received: {},
  responseHeaders: {
    'www-authenticate': `Bearer resource_metadata="${IDP}/.well-known/oauth-protected-resource"`,
  },
};
const lists = (outbound: string): Parts => ({
  ...result({
    tools: [],
    nextCursor: 'more',
    _meta: { 'litellm.ai/server_outcomes': { everything: { status: 'unreachable' } } },
  }),
  responseHeaders: debugHeaders({ 'outbound-url': outbound }),
});
const notFound: Parts = { status: 404, received: {} };

/** What may come of a request, chosen so that more requests follow. */
function answersTo(method: string, body = ''): readonly Parts[] {
  if (method === 'GET')
    return [
      notFound,
      { received: { resource: `${GATEWAY}/mcp/everything`, authorization_servers: [`${IDP}/tenant`] } },
      {
        received: { issuer: `${IDP}/tenant`, authorization_endpoint: `${IDP}/a`, token_endpoint: `${IDP}/t` },
      },
    ];
  if (body.includes('"initialize"')) return [movesOn, moved, begins, challenge];
  if (body.includes('notifications/')) return [{ status: 202, received: '' }, challenge];
  if (body.includes('tools/list'))
    return [lists(`${GATEWAY}/own`), lists(`${SERVER}/mcp`), lists(`${IDP}/mcp`)];
  return [notFound, { status: 500, received: 'no' }];
}

it('holds whatever is answered', () => {
  fc.assert(
    fc.property(fc.constantFrom(...TARGETS), fc.infiniteStream(fc.nat(11)), (target, choices) => {
      const inspector = createInspector();
      const sent = new Map<string, number>();
      const plan = planCheck(target);
      for (let turn = plan.next(); !turn.done; ) {
        const { url, method, headers, body, isDirect } = turn.value;
        const origin = originOf(url) ?? '';
        sent.set(origin, (sent.get(origin) ?? 0) + 1);
        const possible = answersTo(method, body);
        const answer = possible[(choices.next().value ?? 0) % possible.length];
        const sender = { _sentBy: isDirect ? { check: 1, direct: true } : { check: 1 } };
        const came = inspector.add({
          ...entry({ ...answer, url, method, requestHeaders: headers, sent: body }),
          ...sender,
        });
        if (!came) throw new Error('not inspected');
        turn = plan.next(came);
      }
      const most = mostRequests(target);
      for (const [origin, count] of sent) expect(count).toBeLessThanOrEqual(most.get(origin) ?? 0);
    }),
    { numRuns: 500 },
  );
});

it('names the gateway first', () => {
  expect([...mostRequests(TARGETS[2] as CheckTarget).keys()]).toEqual([GATEWAY, IDP, SERVER]);
});
