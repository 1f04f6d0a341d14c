import fc from 'fast-check';
import type { Entry } from 'har-format';
import { expect, it } from 'vitest';
import type { CheckRequest } from '../../src/checks/request.ts';
import { STEP_IDS } from '../../src/checks/step.ts';
import { originOf } from '../../src/exchange/origin.ts';
import { sized } from '../e2e/sized.ts';
import { entry } from '../har-entry.ts';
import { CHECKS } from '../stack/checks.ts';
import { CHECKED_RELEASES, play, recordedCheck } from './replay.ts';

const TARGET = {
  url: 'http://127.0.0.1:4000/mcp/everything',
  origin: 'http://agent.example',
  call: { tool: 'echo', arguments: {} },
  credentialHeaders: ['x-litellm-api-key'],
};

/** A plan that goes on for ever would ask on and on. */
const MOST_REQUESTS = 40;

const RECORDED: readonly Entry[] = CHECKED_RELEASES.flatMap((litellm) =>
  CHECKS.flatMap(({ id }) => recordedCheck(litellm, id).entries),
);

const BODIES: readonly unknown[] = [
  '',
  '<html><title>Sign in</title></html>',
  '{',
  '[]',
  'null',
  { jsonrpc: '2.0', id: 1, result: { protocolVersion: '2025-06-18', capabilities: {}, serverInfo: {} } },
  { jsonrpc: '2.0', id: 1, result: { tools: [], nextCursor: 'more' } },
  { jsonrpc: '2.0', id: 1, result: { tools: [{ name: 'echo' }] } },
  { jsonrpc: '2.0', id: 1, error: { code: -32603, message: 'internal' } },
  { authorization_servers: ['http://127.0.0.1:4000/as', 'file:///etc/passwd'] },
  { authorization_servers: ['javascript:alert(1)'] },
  { authorization_servers: ['http://192.168.0.1/'] },
  {
    issuer: 'http://127.0.0.1:4000/as',
    token_endpoint: 'ftp://x',
    authorization_endpoint: 'http://127.0.0.1:4000/a',
  },
];

const HEADERS: readonly Readonly<Record<string, string>>[] = [
  {},
  { 'mcp-session-id': 'a' },
  { location: '/mcp/' },
  { location: 'http://elsewhere.example/mcp' },
  { location: 'file:///x' },
  {
    'www-authenticate':
      'Bearer resource_metadata="http://127.0.0.1:4000/.well-known/oauth-protected-resource/mcp"',
  },
  { 'www-authenticate': 'Bearer resource_metadata="http://10.0.0.1/x"' },
  { 'www-authenticate': 'Bearer resource_metadata="https://[::ffff:127.0.0.1]/x"' },
  { 'x-mcp-debug-outbound-url': 'http://127.0.0.1:3001/mcp' },
  { 'x-mcp-debug-outbound-url': 'http://169.254.169.254/latest' },
];

const madeUp = fc
  .record({
    status: fc.constantFrom(0, 200, 202, 204, 301, 307, 308, 400, 401, 403, 404, 405, 429, 500, 502, 504),
    received: fc.constantFrom(...BODIES),
    responseHeaders: fc.array(fc.constantFrom(...HEADERS), { maxLength: 3 }),
    error: fc.constantFrom(undefined, 'net::ERR_ABORTED', 'net::ERR_CONNECTION_REFUSED', 'no idea'),
  })
  .map(({ responseHeaders, error, ...parts }) =>
    entry({
      ...parts,
      responseHeaders: Object.assign({}, ...responseHeaders),
      ...(error === undefined ? {} : { error }),
    }),
  );

const answers = fc.array(fc.oneof(madeUp, fc.constantFrom(...RECORDED)), { minLength: 1, maxLength: 12 });

/** What was answered, as an answer to this request. */
const answerTo = ({ method, url, headers, body, isDirect }: CheckRequest, { response, time }: Entry): Entry =>
  ({
    ...entry({ method, url, requestHeaders: headers, ...(body === undefined ? {} : { sent: body }) }),
    response,
    time,
    _sentBy: isDirect ? { check: 1, direct: true } : { check: 1 },
  }) as Entry;

it('comes to a verdict whatever is answered, with a bounded number of requests', async () => {
  await fc.assert(
    fc.asyncProperty(answers, async (given) => {
      const { result, asked } = await play(TARGET, (request, count) =>
        answerTo(request, given[count % given.length] as Entry),
      );
      expect(asked.length).toBeLessThanOrEqual(MOST_REQUESTS);
      expect(result.steps.map(({ id }) => id)).toEqual(STEP_IDS);
      expect(result.failingHop === undefined).toBe(result.verdict !== 'broken');
      for (const { url, withCredentials } of asked) {
        expect(url).toMatch(/^https?:/);
        if (withCredentials) expect(originOf(url)).toBe(originOf(TARGET.url));
      }
    }),
    { numRuns: sized({ test: 1_000, soak: 100_000 }) },
  );
});

it('asks no private address where the gateway is on none', async () => {
  const target = { ...TARGET, url: 'https://gateway.example/mcp' };
  await fc.assert(
    fc.asyncProperty(answers, async (given) => {
      const { asked } = await play(target, (request, count) =>
        answerTo(request, given[count % given.length] as Entry),
      );
      expect(asked.map(({ url }) => new URL(url).hostname).filter((host) => PRIVATE.test(host))).toEqual([]);
    }),
    { numRuns: sized({ test: 300, soak: 20_000 }) },
  );
});

const PRIVATE = /^(?:127\.|10\.|192\.168\.|169\.254\.|\[)|localhost$/;
