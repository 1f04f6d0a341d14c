import { expect, it } from 'vitest';
import { GATEWAY, inspect, type Parts, toolCall, toolFailed, unreached } from '../../har-entry.ts';
import { testOutcome } from './outcome.ts';

testOutcome('upstream-unreachable', { status: 'unreachable' }, 'unreachable');

it('names the server in a command where the request does, and puts a placeholder there where only the response does', () => {
  const commands = (parts: Parts) =>
    JSON.stringify(inspect({ ...unreached(['down']), ...parts }).findings[0]?.fix);
  const own = commands({ url: `${GATEWAY}/mcp/down` });
  expect(own).toContain('/mcp/down ');
  expect(own).toContain('  down:');
  const foreign = commands({ url: `${GATEWAY}/mcp/` });
  expect(foreign).toContain('/mcp/YOUR_SERVER ');
  expect(foreign).toContain('  your_server:');
  expect(foreign).not.toContain('down');
});

it('says what LiteLLM made of it, with the status that it gave', () => {
  const why = (parts: Parts) => inspect(parts).findings[0]?.why;
  expect(why(unreached(['down']))).toBe(
    'LiteLLM got no connection to this server, so it returned HTTP 200 without the server’s tools.',
  );
  const failed = toolFailed('ConnectError: All connection attempts failed');
  expect(why({ sent: toolCall('echo'), ...failed })).toBe(
    'LiteLLM got no connection to this server, so it returned HTTP 200 with an error.',
  );
  const detail = { error: 'unreachable', message: 'Failed to list tools from server down' };
  const url = `${GATEWAY}/mcp-rest/tools/list?server_id=a`;
  expect(why({ method: 'GET', url, status: 502, received: { detail } })).toBe(
    'LiteLLM got no connection to this server, so it returned HTTP 502 with an error.',
  );
});
