import { expect, it } from 'vitest';
import { verdicts } from '../../har-entry.ts';
import { inResult } from '../../said-in.ts';

it.each([
  [503, { detail: "OAuth metadata discovery returned incomplete metadata for MCP server 'x'" }],
  [412, { detail: 'No stored credential' }],
  [401, { detail: { error: 'byok_auth_required', message: 'x' } }],
])('fires on %i from LiteLLM', (status, received) => {
  expect(verdicts({ status, received })).toContain('gateway-misconfigured/error');
});

it('fires on LiteLLM’s words in a tool’s result', () => {
  const words = 'Error: MCP per-user env vars require a database connection, but none is configured.';
  expect(verdicts(inResult(words))).toEqual(['gateway-misconfigured/error']);
});

it('leaves a proxy’s own 503 to the rule for proxies', () => {
  expect(verdicts({ status: 503, received: '<html>', receivedType: 'text/html' })).toEqual([
    'edge-failed/error',
  ]);
});
