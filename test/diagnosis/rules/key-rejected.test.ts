import { expect, it } from 'vitest';
import { inspect, verdicts } from '../../har-entry.ts';

const refused = (message: string) => ({
  status: 401,
  received: { error: { message, type: 'auth_error', code: '401' } },
});

it.each([
  'Authentication Error, Invalid proxy server token passed. Received API Key = sk-...0001, Key Hash (Token) =abc. Unable to find token in cache',
  'Authentication Error - Expired Key. Key Expiry time 2026-01-01 and current time 2026-02-01',
])('fires on: %s', (message) => {
  expect(verdicts(refused(message))).toEqual(['key-rejected/error']);
});

it('fires on what older releases made an exception of, and on no other exception', () => {
  const flattened = (details: string) => ({
    status: 500,
    received: { error: 'MCP request failed', details },
  });
  expect(verdicts(flattened('Authentication Error - Expired Key.'))).toEqual(['key-rejected/error']);
  expect(verdicts(flattened('boom')).join()).not.toContain('key-rejected');
});

it('says which header the key came in, and that it expired', () => {
  const [finding] = inspect(refused('Authentication Error - Expired Key.')).findings;
  expect(finding?.title).toContain('expired');
  expect(finding?.why).toContain('x-litellm-api-key and looks like sk-****0001');
});

it('is quiet about a 401 of another reason', () => {
  expect(verdicts({ status: 401, received: { error: 'upstream says no' } })).toEqual([
    'challenge-missing/warning',
  ]);
});

it.each([
  "Key is blocked. Update via `/key/unblock` if you're an admin.",
  'Team=t is blocked. Update via `/team/unblock` if your admin',
])('says that a key is blocked, not unknown: %s', (words) => {
  const [finding] = inspect(refused(`Authentication Error, ${words}`)).findings;
  expect(finding).toMatchObject({
    rule: 'key-rejected',
    title: 'LiteLLM has blocked this key, its team or its user',
  });
});

it.each([
  ['budget-exceeded', 'ExceededTokenBudget: Current spend for token: 7.2e-05; Max Budget for Token: 2e-07'],
  ['key-not-permitted', 'user not allowed to access this route, role= internal_user. Trying to access: /mcp'],
  ['rate-limited', 'Max parallel request limit reached'],
  ['key-unverifiable', 'All connection attempts failed'],
])('yields to %s, which LiteLLM wraps as an authentication error', (rule, words) => {
  expect(verdicts(refused(`Authentication Error, ${words}`))).toEqual([`${rule}/error`]);
});
