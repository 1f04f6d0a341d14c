import { expect, it } from 'vitest';
import { inspect, verdicts } from '../../har-entry.ts';

const preflight = (status: number, responseHeaders: Readonly<Record<string, string>>) => ({
  method: 'OPTIONS',
  status,
  received: '',
  requestHeaders: {
    origin: 'http://agent.test',
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'content-type,x-litellm-api-key',
  },
  responseHeaders,
});
const open = {
  'access-control-allow-origin': 'http://agent.test',
  'access-control-allow-headers': 'Content-Type, X-LiteLLM-API-Key',
};

it.each([
  ['status 401', preflight(401, open)],
  [
    'does not have the page’s origin',
    preflight(200, { ...open, 'access-control-allow-origin': 'http://other.test' }),
  ],
  ['does not have the page’s origin', preflight(200, {})],
  [
    'the header “x-litellm-api-key”',
    preflight(200, { ...open, 'access-control-allow-headers': 'content-type' }),
  ],
])('fires: %s', (words, parts) => {
  const { findings } = inspect(parts);
  expect(findings).toMatchObject([{ rule: 'preflight-refused', level: 'error', hop: 'browser' }]);
  expect(findings[0]?.why).toContain(words);
});

it('fires on a method that is not allowed', () => {
  const parts = preflight(200, open);
  const requestHeaders = { ...parts.requestHeaders, 'access-control-request-method': 'DELETE' };
  expect(verdicts({ ...parts, requestHeaders })).toEqual(['preflight-refused/error']);
  expect(
    verdicts({
      ...parts,
      requestHeaders,
      responseHeaders: { ...open, 'access-control-allow-methods': 'GET, DELETE' },
    }),
  ).toEqual([]);
});

it.each([
  ['names', open],
  ['stars', { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' }],
])('is quiet about an answer that allows it by %s', (_what, responseHeaders) => {
  expect(verdicts(preflight(204, responseHeaders))).toEqual([]);
});
