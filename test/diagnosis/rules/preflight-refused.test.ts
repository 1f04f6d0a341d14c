import { expect, it } from 'vitest';
import { entry, inspect, inspectAll, verdicts } from '../../har-entry.ts';

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

const MIRRORS = ['mcp-protocol-version', 'mcp-method', 'mcp-name'];

/** Every choice of them. */
const CHOICES = Array.from({ length: 2 ** MIRRORS.length }, (_none, choice) =>
  MIRRORS.filter((_name, at) => (choice >> at) % 2 === 1),
);

it.each(CHOICES)(
  'names exactly what a client of MCP 2026-07-28 misses, where these are allowed: %s %s %s',
  (...allowed) => {
    const parts = preflight(204, {
      ...open,
      'access-control-allow-headers': ['Content-Type', ...allowed.map((each) => each.toUpperCase())].join(
        ', ',
      ),
    });
    const asked = ['content-type', ...MIRRORS].sort().join(',');
    const [finding] = inspect({
      ...parts,
      requestHeaders: { ...parts.requestHeaders, 'access-control-request-headers': asked },
    }).findings;
    const missing = MIRRORS.filter((each) => !allowed.includes(each)).sort();
    if (missing.length === 0) expect(finding).toBeUndefined();
    else
      expect(finding?.why).toContain(
        `does not allow the ${missing.length === 1 ? 'header' : 'headers'} ${missing.map((each) => `“${each}”`).join(', ')}.`,
      );
  },
);

it('reads a list that comes in several headers', () => {
  const asked = preflight(204, open);
  const requestHeaders = {
    ...asked.requestHeaders,
    'access-control-request-headers': 'content-type,mcp-name',
  };
  const each = entry({ ...asked, requestHeaders });
  const before = structuredClone(each);
  each.response.headers.push({ name: 'Access-Control-Allow-Headers', value: 'Mcp-Name' });
  expect(inspectAll([each])[0]?.findings).toEqual([]);
  expect(inspectAll([before])[0]?.findings).toMatchObject([{ rule: 'preflight-refused' }]);
});
