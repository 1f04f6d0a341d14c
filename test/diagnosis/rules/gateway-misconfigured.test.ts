import { expect, it } from 'vitest';
import { inspect, verdicts } from '../../har-entry.ts';
import { inBody, inProxyError, inRest, inResult } from '../../said-in.ts';

it.each([
  [503, { detail: "OAuth metadata discovery returned incomplete metadata for MCP server 'x'" }],
  [412, { detail: 'No stored credential' }],
  [503, { detail: { error: 'byok_auth_unavailable', message: 'x' } }],
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

it.each([
  'You must be a LiteLLM Enterprise user to use this feature. If you have a license please set `LITELLM_LICENSE` in your env.',
  'JWT Auth is an enterprise only feature.',
  'Oauth2 token validation is only available for premium users. ',
  'Missing litellm-enterprise package. Please install it to use this feature.',
])('says that a license is missing: %s', (words) => {
  for (const parts of [
    inBody(403, { error: words }),
    inProxyError(400, words),
    inRest(400, { error: words }),
  ]) {
    expect(inspect(parts).findings).toMatchObject([
      { rule: 'gateway-misconfigured', title: 'This needs a LiteLLM Enterprise license' },
    ]);
  }
});
