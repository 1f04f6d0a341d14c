import { expect, it } from 'vitest';
import { GATEWAY, inspect, verdicts } from '../har-entry.ts';

/** What LiteLLM's dashboard gets when it tries a server out (rest_endpoints.py): always a 200. */
const tried = (route: string, message: string) => ({
  url: `${GATEWAY}/mcp-rest/test/${route}`,
  sent: { server_name: 'x', url: 'https://x.test/mcp', transport: 'http' },
  received: { ...(route === 'tools/list' ? { tools: [] } : {}), status: 'error', error: true, message },
});

const FAILED = 'Failed to connect to MCP server';

it.each(['connection', 'tools/list'])('says why a server could not be tried out: %s', (route) => {
  const found = [
    `${FAILED}: the server is unreachable. Check the URL and that the server is running.`,
    `${FAILED}: the connection timed out.`,
    'Timed out listing tools after 60.0 seconds. The MCP server may be responding slowly.',
    `${FAILED}: it returned HTTP 401.`,
    `${FAILED}: it returned HTTP 403.`,
    `${FAILED}: it returned HTTP 500.`,
    `${FAILED}. Check proxy logs for details.`,
    'The MCP server terminated the session.',
    `${FAILED}: the endpoint returned an unsupported content type. Check that the URL is an MCP endpoint.`,
    `${FAILED}: the MCP session was terminated. Check that the URL points to an MCP endpoint.`,
  ].map((message) => verdicts(tried(route, message)).join());
  expect(found).toEqual([
    'upstream-unreachable/error',
    'upstream-timeout/error',
    'upstream-timeout/error',
    'upstream-auth-required/error',
    'upstream-forbidden/error',
    'upstream-error/error',
    'failure-unexplained/error',
    'failure-unexplained/error',
    'upstream-error/error',
    'upstream-error/error',
  ]);
});

it('names no server where the response names none', () => {
  const titles = [
    'the server is unreachable. Check the URL.',
    'the connection timed out.',
    'it returned HTTP 500.',
  ].map((words) => inspect(tried('connection', `${FAILED}: ${words}`)).findings[0]?.title);
  expect(titles).toEqual([
    'LiteLLM can’t reach the MCP server',
    'The MCP server did not answer LiteLLM in time',
    'LiteLLM got no usable answer from the MCP server',
  ]);
});

it('is quiet about a test that went well', () => {
  const received = { tools: [{ name: 'a' }], error: null, message: 'Successfully retrieved tools' };
  expect(verdicts({ ...tried('tools/list', ''), received })).toEqual([]);
  expect(verdicts({ ...tried('connection', ''), received: { status: 'ok' } })).toEqual([]);
});
