import { expect, it } from 'vitest';
import { debugHeaders, GATEWAY, inspect, KEY, verdicts } from '../../har-entry.ts';

const requestHeaders = { 'x-litellm-api-key': KEY, 'x-litellm-mcp-debug': 'true' };
const why = (parts: object) =>
  inspect({ requestHeaders, ...parts }).findings.find(({ rule }) => rule === 'debug-headers-absent')?.why;

it('says that something is off where LiteLLM should have sent them', () => {
  expect(why({})).toContain('Either this is not LiteLLM');
});

it.each([
  ['a refused request', { status: 404, received: { detail: "MCP server 'x' not found" } }, 'refused'],
  ['the REST routes', { method: 'GET', url: `${GATEWAY}/mcp-rest/tools/list` }, 'this route'],
  [
    'the SSE transport',
    {
      method: 'GET',
      url: `${GATEWAY}/sse`,
      requestHeaders: { ...requestHeaders, accept: 'text/event-stream' },
    },
    'SSE',
  ],
])('says that it is expected for %s', (_what, parts, words) => {
  expect(why(parts)).toContain(words);
  expect(why(parts)).toContain('expected');
});

it('is quiet when nobody asked, and when they came', () => {
  expect(verdicts({})).toEqual([]);
  expect(verdicts({ requestHeaders, responseHeaders: debugHeaders() })).toEqual([
    'upstream-without-auth/info',
  ]);
});
