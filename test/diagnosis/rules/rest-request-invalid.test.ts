import { expect, it } from 'vitest';
import { GATEWAY, verdicts } from '../../har-entry.ts';

const call = { url: `${GATEWAY}/mcp-rest/tools/call`, sent: { name: 'echo' } };
const list = { method: 'GET', url: `${GATEWAY}/mcp-rest/tools/list` };

const failing = (status: number, error: string, message: string) => ({
  status,
  received: { detail: { error, message } },
});

it.each([
  ['a missing parameter', { ...call, ...failing(400, 'missing_parameter', 'server_id is required') }],
  [
    'arguments that are null',
    {
      ...call,
      status: 500,
      received: { detail: 'An unexpected error occurred: 1 validation error for MCPPreCallRequestObject' },
    },
  ],
  [
    'an error inside a 200',
    { ...list, received: { tools: [], error: 'unexpected_error', message: 'An unexpected error occurred' } },
  ],
])('fires on %s', (_what, parts) => {
  expect(verdicts(parts)).toContain('rest-request-invalid/error');
});

it('only warns when some servers listed their tools', () => {
  const received = {
    tools: [{ name: 'a' }],
    error: 'partial_failure',
    message: 'Failed to get tools from servers: b',
  };
  expect(verdicts({ ...list, received })).toEqual(['rest-request-invalid/warning']);
});

it('leaves outcomes, permissions and unknown servers to their rules', () => {
  const unknown = failing(404, 'server_not_found', "MCP server 'x' was not found");
  expect(verdicts({ ...call, ...unknown })).toEqual(['server-alias-unknown/error']);
  const outcomes = { tools: [], error: 'partial_failure', server_outcomes: { b: { status: 'unreachable' } } };
  expect(verdicts({ ...list, received: outcomes })).toEqual(['upstream-unreachable/error']);
  const denied = failing(403, 'access_denied', 'The key is not allowed to access server x');
  expect(verdicts({ ...list, ...denied })).toEqual(['key-not-permitted/error']);
  const inside = { tools: [], error: 'unexpected_error', message: "403: {'error': 'access_denied'}" };
  expect(verdicts({ ...list, received: inside })).toEqual(['key-not-permitted/error']);
});

it('is quiet about a list that came', () => {
  expect(
    verdicts({
      ...list,
      received: { tools: [{ name: 'a' }], error: null, message: 'Successfully retrieved tools' },
    }),
  ).toEqual([]);
});
