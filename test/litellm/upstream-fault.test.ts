import { expect, it } from 'vitest';
import { readUpstreamFault } from '../../src/litellm/upstream-fault.ts';

const url = 'http://127.0.0.1:3001/mcp';

it.each([
  [`HTTPStatusError: Client error '401 Unauthorized' for url '${url}'`, 'auth_required', 401],
  [
    `HTTPStatusError: Client error '403 Forbidden' for url '${url}'\nFor more information …`,
    'forbidden',
    403,
  ],
  [`HTTPStatusError: Server error '500 Internal Server Error' for url '${url}'`, 'upstream_error', 500],
])('%s', (text, status, httpStatus) => {
  expect(readUpstreamFault(text)).toEqual({ status, httpStatus, url });
});

it.each([
  ["Error: {'error': 'timeout', 'message': 'MCP tool call timed out after 1.0s'}", 'timeout'],
  ['Error: timeout', 'timeout'],
  ['ConnectError: All connection attempts failed', 'unreachable'],
  ['MCPError: SSE stream ended without a response', 'upstream_error'],
])('%s', (text, status) => {
  expect(readUpstreamFault(text)).toEqual({ status });
});

it.each([
  'Error executing tool fetch: Client error 403 Forbidden for url https://api.test',
  'Error: timeouts are not supported',
  'Error: timeout of 5000ms exceeded',
  'ConnectError: could not connect to database db-1',
  'MCPError: Invalid params',
  'The server said: ConnectError: no',
  '',
])('takes no tool’s own words for it: %j', (text) => {
  expect(readUpstreamFault(text)).toBeUndefined();
});
