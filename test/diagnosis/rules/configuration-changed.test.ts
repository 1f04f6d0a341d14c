import { expect, it } from 'vitest';
import { verdicts } from '../../har-entry.ts';
import { inBody, inProxyError, inRpc } from '../../said-in.ts';

it.each([
  ['a 503', inBody(503, 'MCP server configuration changed; retry the operation')],
  ['a 503 in LiteLLM’s other form', inProxyError(503, 'MCP server configuration could not be refreshed')],
  ['a JSON-RPC error', inRpc(-32603, 'OAuth metadata discovery changed repeatedly; retry shortly')],
  ['a policy that is being read', inBody(503, 'User policy is unavailable')],
])('fires on %s, and does not call it a misconfiguration', (_what, parts) => {
  expect(verdicts(parts)).toEqual(['configuration-changed/warning']);
});

it('leaves a configuration that lacks something to its rule', () => {
  const detail = "OAuth metadata discovery returned incomplete metadata for MCP server 'x'";
  expect(verdicts(inBody(503, detail))).toEqual(['gateway-misconfigured/error']);
});
