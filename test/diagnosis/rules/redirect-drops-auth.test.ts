import { expect, it } from 'vitest';
import { GATEWAY, inspect, KEY, verdicts } from '../../har-entry.ts';

const redirect = (location: string) => ({ status: 307, received: '', responseHeaders: { location } });

it.each([
  ['another scheme', 'https://127.0.0.1:4000/mcp/everything'],
  ['another host', 'http://gateway.test/mcp/everything'],
])('fires on a redirect to %s', (_what, location) => {
  expect(verdicts(redirect(location))).toEqual(['redirect-drops-auth/error']);
});

it('fires on the request that arrives without its credential', () => {
  const followed = { url: `${GATEWAY}/mcp/`, requestHeaders: {}, status: 401, received: {} };
  expect(verdicts({ url: `${GATEWAY}/mcp`, ...redirect('/mcp/') }, followed)).toContain(
    'redirect-drops-auth/error',
  );
});

it('quotes where the redirect leads, and does not send anybody there', () => {
  const location = 'https://evil.example/mcp';
  const followed = { url: location, requestHeaders: {}, status: 401, received: {} };
  for (const exchanges of [[redirect(location)], [redirect(location), followed]]) {
    const finding = inspect(...exchanges).findings.find(({ rule }) => rule === 'redirect-drops-auth');
    expect(finding?.evidence.map(({ quote }) => quote)).toContain(`location: ${location}`);
    expect(JSON.stringify(finding?.fix)).not.toContain('evil.example');
  }
});

it('is quiet about a redirect within the origin that keeps the credential', () => {
  const followed = { url: `${GATEWAY}/mcp/`, requestHeaders: { authorization: `Bearer ${KEY}` } };
  expect(verdicts({ url: `${GATEWAY}/mcp`, ...redirect('/mcp/') })).toEqual([]);
  expect(verdicts({ url: `${GATEWAY}/mcp`, ...redirect('/mcp/') }, followed)).toEqual([]);
});

it('leaves the refusal of what arrived without the key to this rule', () => {
  const target = 'http://gateway.test/mcp/everything';
  const refused = { url: target, requestHeaders: {}, status: 500, received: { error: 'MCP request failed' } };
  expect(verdicts(redirect(target), refused)).toEqual(['redirect-drops-auth/error']);
});
