import { expect, it } from 'vitest';
import { RULES } from '../../src/diagnosis/every-rule.ts';
import type { Facts, Rule } from '../../src/diagnosis/rule.ts';
import { createInspector } from '../../src/inspect.ts';
import {
  answered,
  challenged,
  debugHeaders,
  entry,
  failed,
  GATEWAY,
  KEY,
  type Parts,
  toolCall,
  toolSaid,
} from '../har-entry.ts';
import { metadata } from '../login.ts';

const LENGTH = 50;

/** What each rule would have to search a long recording for. */
const RECORDINGS: Readonly<Record<string, (index: number) => Parts>> = {
  'session-expired': (index) => ({
    requestHeaders: { 'mcp-session-id': `session-number-${index}` },
    status: 404,
    received: 'Session not found',
  }),
  'oauth-login-required': (index) => ({ ...challenged, url: `${GATEWAY}/mcp/server-${index}` }),
  'redirect-drops-auth': (index) =>
    index % 2 === 0
      ? { requestHeaders: {} }
      : {
          requestHeaders: { authorization: `Bearer ${KEY}` },
          status: 307,
          responseHeaders: { location: `/mcp/server-${index}` },
        },
  'debug-not-covered': (index) => ({ url: `http://gateway-${index}.test/mcp` }),
  'local-network-blocked': () => ({
    requestHeaders: { 'x-litellm-api-key': `Bearer ${KEY}`, origin: 'https://agent.test' },
    ...failed('net::ERR_FAILED'),
  }),
  'session-not-shared': (index) =>
    index === LENGTH
      ? {
          requestHeaders: { 'mcp-session-id': 'session-number-0' },
          status: 404,
          received: 'Session not found',
        }
      : { responseHeaders: { 'mcp-session-id': `session-number-${index}` } },
  'oauth-token-missing': () => ({ responseHeaders: debugHeaders({ 'server-auth-type': 'oauth2' }) }),
  'resource-metadata-unusable': () => metadata('oauth-protected-resource/mcp', {}, { status: 404 }),
  'server-metadata-unusable': () => metadata('oauth-authorization-server/mcp', {}, { status: 404 }),
  'registration-impossible': () =>
    metadata('oauth-authorization-server/mcp', {
      issuer: `${GATEWAY}/mcp`,
      authorization_endpoint: `${GATEWAY}/authorize`,
      token_endpoint: `${GATEWAY}/token`,
    }),
  'result-breaks-schema': (index) => callAfterLists(index, { outputSchema: { required: ['name'] } }),
  'mirror-header-mismatch': (index) => ({
    ...callAfterLists(index, { inputSchema: { properties: { name: { 'x-mcp-header': 'Name' } } } }),
    requestHeaders: { 'mcp-protocol-version': '2026-07-28', 'mcp-method': 'tools/call', 'mcp-name': 'echo' },
  }),
  'response-missing': () => ({ received: '', receivedType: 'text/event-stream' }),
};

/** A tool that many servers list, and a call of the first one's. */
const callAfterLists = (index: number, listed: object): Parts =>
  index === LENGTH
    ? { url: `${GATEWAY}/mcp/server-0`, sent: toolCall('echo', { name: 'a' }), ...toolSaid('a') }
    : { url: `${GATEWAY}/mcp/server-${index}`, ...answered({ tools: [{ name: 'echo', ...listed }] }) };

it.each(Object.entries(RECORDINGS))(
  '%s looks at what came before once, not again for every exchange',
  (id, make) => {
    const rule = RULES.find((each) => each.id === id);
    const inspector = createInspector();
    const recorded = Array.from({ length: LENGTH + 1 }, (_, index) =>
      inspector.add(entry({ at: index * 1000, ...make(index) })),
    ).filter((each) => each !== undefined);
    let looks = 0;
    const past = recorded.slice(0, LENGTH).map((facts) => counting(facts, () => (looks += 1)));
    const facts = recorded[LENGTH];
    expect([rule?.id, facts?.exchange.index]).toEqual([id, LENGTH]);
    if (!rule || !facts) return;
    judge(rule, facts, past);
    expect(looks).toBeGreaterThan(0);
    looks = 0;
    judge(rule, facts, past);
    expect(looks).toBeLessThan(LENGTH / 5);
  },
);

function judge(rule: Rule, facts: Facts, past: readonly Facts[]): void {
  const given = { ...facts, facts, past, login: past, pages: [] } as unknown as Parameters<Rule['check']>[0];
  rule.check(given);
  if (typeof rule.level === 'function') rule.level(given);
  if (typeof rule.why === 'function') rule.why(given);
}

/** The same facts, telling each time that one of them is read. */
const counting = (facts: Facts, onRead: () => void): Facts =>
  new Proxy(facts, {
    get(target, name, receiver) {
      onRead();
      return Reflect.get(target, name, receiver) as unknown;
    },
  });
