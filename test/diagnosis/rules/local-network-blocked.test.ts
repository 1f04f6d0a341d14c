import { expect, it } from 'vitest';
import { failed, inspect, KEY, type Parts, verdicts } from '../../har-entry.ts';

const key = { 'x-litellm-api-key': `Bearer ${KEY}` };
const from = (origin: string, reason: string, url = 'http://127.0.0.1:4000/mcp'): Parts => ({
  url,
  requestHeaders: { ...key, origin },
  ...failed(reason),
});

const PUBLIC = 'https://agent.test';
const FIRES = ['local-network-blocked/error'];

it.each<[string, Parts, string]>([
  [
    'Local Network Access, by name',
    from(PUBLIC, 'net::ERR_BLOCKED_BY_LOCAL_NETWORK_ACCESS_CHECKS'),
    'Local network access',
  ],
  ['a public page and this machine', from(PUBLIC, 'net::ERR_FAILED'), 'Local network access'],
  [
    'a public page and a private network',
    from(PUBLIC, 'net::ERR_FAILED', 'https://192.168.1.20/mcp'),
    'Local network access',
  ],
  [
    'an https page and an http address',
    from(PUBLIC, 'net::ERR_FAILED', 'http://gateway.test/mcp'),
    'mixed content',
  ],
  [
    'the page’s own policy',
    from(PUBLIC, 'net::ERR_BLOCKED_BY_CSP', 'https://gateway.test/mcp'),
    'Content-Security-Policy',
  ],
  [
    'the same in Firefox',
    from(PUBLIC, 'NS_ERROR_CONTENT_BLOCKED', 'https://gateway.test/mcp'),
    'Content-Security-Policy',
  ],
])('fires on %s', (_what, parts, policy) => {
  expect(verdicts(parts)).toEqual(FIRES);
  const [finding] = inspect(parts).findings;
  expect(finding?.hop).toBe('browser');
  expect(finding?.why).toContain(policy);
});

it.each<[string, Parts]>([
  ['a page of this machine', from('http://localhost:3000', 'net::ERR_FAILED')],
  ['a public gateway', from(PUBLIC, 'net::ERR_FAILED', 'https://gateway.test/mcp')],
  ['a connection that was tried', from(PUBLIC, 'net::ERR_CONNECTION_REFUSED')],
  ['a request that the page gave up', from(PUBLIC, 'net::ERR_ABORTED')],
  ['a request that nobody says who sent', { requestHeaders: key, ...failed('net::ERR_FAILED') }],
  [
    'an answer',
    { requestHeaders: { ...key, origin: PUBLIC }, responseHeaders: { 'access-control-allow-origin': '*' } },
  ],
])('is quiet about %s', (_what, parts) => {
  expect(verdicts(parts)).not.toContain(FIRES[0]);
});

it('leaves it to the preflight, where there was one that was refused', () => {
  const preflight = {
    method: 'OPTIONS',
    url: 'http://127.0.0.1:4000/mcp',
    requestHeaders: {
      origin: PUBLIC,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'mcp-method',
    },
    status: 400,
    received: '',
  };
  const blocked = from(PUBLIC, 'net::ERR_FAILED');
  expect(verdicts(preflight, blocked)).not.toContain(FIRES[0]);
  expect(verdicts({ ...preflight, url: 'http://127.0.0.1:4000/mcp/other' }, blocked)).toEqual(FIRES);
  expect(verdicts({ ...preflight, ...failed('net::ERR_FAILED') }, blocked)).toEqual(FIRES);
  const good = {
    ...preflight,
    status: 204,
    responseHeaders: { 'access-control-allow-origin': PUBLIC, 'access-control-allow-headers': 'mcp-method' },
  };
  expect(verdicts(good, blocked)).toEqual(FIRES);
  expect(verdicts(preflight, good, blocked)).not.toContain(FIRES[0]);
});
