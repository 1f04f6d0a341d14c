import { expect, it } from 'vitest';
import { inspect, verdicts } from '../../har-entry.ts';
import { inBody, inProxyError, inRest, inResult } from '../../said-in.ts';

const missing = {
  error: 'missing_user_env_vars',
  message: 'Set your credentials here',
  missing: ['GITHUB_TOKEN'],
  setup_url: 'http://127.0.0.1:4000/ui/mcp/setup',
};
const signIn = 'No user identity for this key. Sign in through LiteLLM SSO and retry.';

it.each([
  ['variables that are missing', inRest(412, missing)],
  ['variables that are missing, on the MCP endpoint', inBody(412, missing)],
  ['a sign-in at the gateway', inProxyError(412, signIn)],
  ['a sign-in, in a tool’s result', inResult(`Error: ${signIn}`)],
])('fires on %s, and does not call it a misconfiguration', (_what, parts) => {
  const { findings } = inspect(parts);
  expect(findings).toMatchObject([{ rule: 'user-setup-required', level: 'error', hop: 'gateway' }]);
});

it('leaves a 412 of another reason to its rule', () => {
  expect(verdicts(inBody(412, 'No stored credential'))).toEqual(['gateway-misconfigured/error']);
});

it.each([
  ['on the MCP endpoint', inBody(401, { error: 'byok_auth_required', message: 'x' })],
  ['on the REST routes', inRest(401, { error: 'byok_auth_required', message: 'x' })],
  ['in a tool’s result', inResult('Error: byok_auth_required')],
])('says that a key of the user’s own is to be stored: %s', (_what, parts) => {
  const [finding] = inspect(parts).findings;
  expect(finding?.rule).toBe('user-setup-required');
  expect(finding?.fix.user?.text).toContain('Store your own key');
});
