import { expect, it } from 'vitest';
import { debugHeaders, GATEWAY, inspect, toolCall, toolFailed, verdicts } from '../har-entry.ts';

/** A tools/call whose result is an error with this text. */
const call = (text: string) => ({
  sent: toolCall('everything-echo'),
  ...toolFailed(text),
  responseHeaders: debugHeaders({ 'auth-resolution': 'static-token', 'server-auth-type': 'bearer_token' }),
});
const refused = (url: string) => call(`HTTPStatusError: Client error '403 Forbidden' for url '${url}'`);
const server = 'http://127.0.0.1:3001/mcp';

it('is the server’s fault, not the tool’s, when LiteLLM could not call it', () => {
  const { findings, hops } = inspect(refused(server));
  expect(findings).toMatchObject([{ rule: 'upstream-forbidden', level: 'error', hop: 'gateway-to-server' }]);
  expect(findings[0]?.title).toContain('“everything”');
  expect(findings[0]?.evidence[0]?.quote).toContain('403 Forbidden');
  expect(hops.tool).toBe('unknown');
});

it('is the tool’s fault when the tool’s own call to somewhere else failed', () => {
  expect(verdicts(refused('https://api.test/v1'))).toEqual(['tool-error/warning']);
  // Without debug headers nobody knows whose URL it is.
  expect(verdicts({ ...refused(server), responseHeaders: {} })).toEqual(['tool-error/warning']);
});

it('names the server by the tool’s prefix on the endpoint for all servers', () => {
  const { findings } = inspect({ ...call('Error: timeout'), url: `${GATEWAY}/mcp` });
  expect(findings[0]?.title).toContain('“everything”');
});

const rest = { url: `${GATEWAY}/mcp-rest/tools/call`, sent: { server_id: 'a', name: 'echo', arguments: {} } };

it('proves the hops of a REST call, but for what LiteLLM sends to the server, which no debug header tells there', () => {
  const { hops } = inspect({
    ...rest,
    received: { content: [{ type: 'text', text: 'Echo' }], isError: false },
  });
  expect(hops).toMatchObject({ gateway: 'good', 'gateway-to-server': 'unknown', tool: 'good' });
});

it('finds failed tools, empty lists and unreachable servers behind the REST routes', () => {
  const list = { method: 'GET', url: `${GATEWAY}/mcp-rest/tools/list?server_id=a` };
  const unreachable = {
    status: 502,
    received: { detail: { error: 'unreachable', message: 'Failed to list tools from server down' } },
  };
  expect(verdicts({ ...rest, received: { content: [], isError: true } })).toEqual(['tool-error/warning']);
  expect(verdicts({ ...list, received: { tools: [], error: null } })).toEqual(['tools-empty/warning']);
  expect(verdicts({ ...list, ...unreachable })).toEqual(['upstream-unreachable/error']);
});

it('finds a server’s failure in a call that LiteLLM made for a model', () => {
  const results = [
    { name: 'everything-echo', result: `HTTPStatusError: Server error '500 x' for url '${server}'` },
  ];
  const received = { choices: [{ message: { provider_specific_fields: { mcp_call_results: results } } }] };
  const sent = { tools: [{ type: 'mcp', server_label: 'everything' }] };
  expect(verdicts({ url: `${GATEWAY}/v1/chat/completions`, sent, received })).toEqual([
    'embedded-call-failed/error',
  ]);
});
