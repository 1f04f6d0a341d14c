import { expect, it } from 'vitest';
import { inspect, verdicts } from '../../har-entry.ts';
import { inProxyError, inRest, inResult, inRpc } from '../../said-in.ts';

const pinned =
  'Tool everything-echo is not in the pinned tool list for server everything. Contact proxy admin to re-pin this server.';
const disallowed =
  'Tool everything-echo is not allowed for server everything. Contact proxy admin to allow this tool.';
const search = 'Tool mcp_tool_search requires mcp_tool_search_enabled on the key';

it.each([
  ['a pin, in a tool’s result', inResult(`Error: ${pinned}`)],
  ['a list, in a tool’s result', inResult(`Error: ${disallowed}`)],
  ['a pin, in a JSON-RPC error', inRpc(-32603, pinned)],
  ['a list, in a 403', inProxyError(403, disallowed)],
  ['a list, in the REST routes', inRest(403, { error: 'forbidden', message: disallowed })],
  ['a setting of the key', inResult(`Error: ${search}`)],
])('fires on %s', (_what, parts) => {
  const { findings } = inspect(parts);
  expect(findings).toMatchObject([{ rule: 'tool-withheld', level: 'error', hop: 'gateway' }]);
});

it('names the tool, where the message does', () => {
  expect(inspect(inResult(`Error: ${disallowed}`)).findings[0]?.title).toBe(
    'LiteLLM keeps the tool “everything-echo” back',
  );
});

it('leaves what the key may not use, and what is not there, to their rules', () => {
  const key = 'Error: The key is not allowed to access tool everything-echo';
  expect(verdicts(inResult(key))).toEqual(['key-not-permitted/error']);
  expect(verdicts(inResult("Error: Tool 'everything-echo' not found"))).toEqual(['tool-not-found/error']);
});
