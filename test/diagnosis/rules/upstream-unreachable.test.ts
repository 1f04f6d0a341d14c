import { expect, it } from 'vitest';
import { GATEWAY, inspect, listed, type Parts, verdicts } from '../../har-entry.ts';

const down = { status: 'unreachable' };

it('fires when the only server has this outcome, and quotes it', () => {
  const { findings } = inspect(listed({ down }));
  expect(findings).toMatchObject([
    {
      rule: 'upstream-unreachable',
      level: 'error',
      evidence: [{ quote: 'litellm.ai/server_outcomes: down: unreachable' }],
    },
  ]);
  expect(findings[0]?.title).toContain('“down”');
});

it('names the server in a command where the request does, and puts a placeholder there where only the response does', () => {
  const commands = (parts: Parts) =>
    JSON.stringify(inspect({ ...listed({ down }), ...parts }).findings[0]?.fix);
  const own = commands({ url: `${GATEWAY}/mcp/down` });
  expect(own).toContain('/mcp/down ');
  expect(own).toContain('  down:');
  const foreign = commands({ url: `${GATEWAY}/mcp/` });
  expect(foreign).toContain('/mcp/YOUR_SERVER ');
  expect(foreign).toContain('  your_server:');
  expect(foreign).not.toContain('down');
});

it('only warns when another server is fine', () => {
  expect(verdicts(listed({ down, everything: { status: 'ok', tool_count: 13 } }))).toEqual([
    'upstream-unreachable/warning',
  ]);
});

it('is quiet when all is well', () => {
  expect(verdicts(listed({ everything: { status: 'ok', tool_count: 0 } })).join()).not.toContain(
    'upstream-unreachable',
  );
});

it('says what LiteLLM made of it, with the status that it gave', () => {
  const why = (parts: Parts) => inspect(parts).findings[0]?.why;
  expect(why(listed({ down }))).toBe(
    'LiteLLM got no connection to this server, so it returned HTTP 200 without the server’s tools.',
  );
  const content = [{ type: 'text', text: 'ConnectError: All connection attempts failed' }];
  const sent = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'echo' } };
  expect(why({ sent, received: { jsonrpc: '2.0', id: 1, result: { isError: true, content } } })).toBe(
    'LiteLLM got no connection to this server, so it returned HTTP 200 with an error.',
  );
  const detail = { error: 'unreachable', message: 'Failed to list tools from server down' };
  const url = `${GATEWAY}/mcp-rest/tools/list?server_id=a`;
  expect(why({ method: 'GET', url, status: 502, received: { detail } })).toBe(
    'LiteLLM got no connection to this server, so it returned HTTP 502 with an error.',
  );
});
