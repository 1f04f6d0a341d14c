import { expect, it } from 'vitest';
import { debugHeaders, inspect, KEY, verdicts } from '../../har-entry.ts';

const authorization = 'Bearer a-users-own-token';

it.each([
  ['x-litellm-api-key', { 'x-litellm-api-key': KEY, authorization }, 'authorization=Bearer****oken'],
  [
    'x-mcp-auth',
    { 'x-litellm-api-key': KEY, 'x-mcp-auth': 'Bearer server' },
    'x-litellm-api-key=sk-thr****0001',
  ],
  ['authorization', { 'x-litellm-api-key': KEY, authorization }, 'x-litellm-api-key=sk-thr****0001'],
])('fires when %s did not arrive', (name, requestHeaders, inbound) => {
  const { findings } = inspect({
    requestHeaders,
    responseHeaders: debugHeaders({ 'inbound-auth': inbound }),
  });
  expect(findings.map(({ title }) => title)).toContain(`${name} did not reach LiteLLM`);
});

it.each([
  ['it was all the client sent', { authorization: `Bearer ${KEY}` }],
  ['it held the key, for the server', { 'x-litellm-api-key': KEY, 'x-mcp-auth': `Bearer ${KEY}` }],
  ['it held the same key', { 'x-litellm-api-key': KEY, authorization: `Bearer ${KEY}` }],
])('is quiet about a header that LiteLLM itself took away: %s', (_what, requestHeaders) => {
  const inbound = 'x-litellm-api-key' in requestHeaders ? 'x-litellm-api-key=sk-thr****0001' : '(none)';
  const found = verdicts({ requestHeaders, responseHeaders: debugHeaders({ 'inbound-auth': inbound }) });
  expect(found.join()).not.toContain('auth-header-stripped');
});
