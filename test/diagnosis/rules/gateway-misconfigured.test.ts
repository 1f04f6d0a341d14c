import { expect, it } from 'vitest';
import { verdicts } from '../../har-entry.ts';

it.each([
  [503, { detail: "OAuth metadata discovery returned incomplete metadata for MCP server 'x'" }],
  [412, { detail: 'No stored credential' }],
  [401, { detail: { error: 'byok_auth_required', message: 'x' } }],
])('fires on %i from LiteLLM', (status, received) => {
  expect(verdicts({ status, received })).toContain('gateway-misconfigured/error');
});

it('leaves a proxy’s own 503 to the rule for proxies', () => {
  expect(verdicts({ status: 503, received: '<html>', receivedType: 'text/html' })).toEqual([
    'edge-failed/error',
  ]);
});
