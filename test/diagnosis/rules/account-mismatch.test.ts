import { expect, it } from 'vitest';
import { inspect, verdicts } from '../../har-entry.ts';
import { inBody, inRest, inRpc } from '../../said-in.ts';

const message = 'The upstream account does not match the account of the gateway';

it.each([
  ['a 403', inBody(403, { error: 'oauth_principal_mismatch', message })],
  ['a 403 of the binding', inBody(403, { error: 'oauth_identity_binding_failed', message })],
  ['a JSON-RPC error', inRpc(-32603, 'oauth_principal_mismatch')],
  ['the REST routes', inRest(403, { error: 'oauth_identity_binding_failed', message })],
])('fires on %s', (_what, parts) => {
  const [finding, ...more] = inspect(parts).findings;
  expect(finding).toMatchObject({
    rule: 'account-mismatch',
    level: 'error',
    hop: 'authorization-server',
  });
  expect(more).toEqual([]);
});

it('is quiet about a 403 for another reason, and about a call that worked', () => {
  expect(verdicts(inBody(403, { error: 'token_validation_failed' })).join()).not.toContain(
    'account-mismatch',
  );
  expect(verdicts({})).toEqual([]);
});
