import { expect, it } from 'vitest';
import { GATEWAY, KEY, verdicts } from '../../har-entry.ts';

const none = { requestHeaders: {} };
/** What shows that it is LiteLLM. */
const ofLiteLlm = { responseHeaders: { 'x-litellm-version': '1.100.5' } };

it.each([
  ['401', { status: 401, received: { error: { message: 'Authentication Error, No api key passed in.' } } }],
  [
    'LiteLLM’s exception on a proxy without a database',
    { status: 500, received: { error: 'MCP request failed', details: '' } },
  ],
  ['a 500 that the page may not read', { status: 500, received: '', ...ofLiteLlm }],
  ['the REST routes', { method: 'GET', url: `${GATEWAY}/mcp-rest/tools/list`, status: 401, received: {} }],
])('fires on %s', (_what, parts) => {
  expect(verdicts({ ...none, ...parts })).toEqual(['key-missing/error']);
});

it.each([
  [
    'a key was sent',
    {
      status: 500,
      received: { error: 'MCP request failed' },
      requestHeaders: { authorization: `Bearer ${KEY}` },
    },
    'gateway-exception/error',
  ],
  [
    'an OAuth login is what is asked for',
    {
      ...none,
      status: 401,
      received: {},
      responseHeaders: { 'www-authenticate': 'Bearer resource_metadata="http://127.0.0.1:4000/x"' },
    },
    'oauth-login-required/info',
  ],
  [
    'nothing shows that LiteLLM is there',
    { ...none, status: 500, received: '' },
    'failure-unexplained/error',
  ],
])('is quiet when %s', (_what, parts, instead) => {
  expect(verdicts(parts)).toEqual([instead]);
});
