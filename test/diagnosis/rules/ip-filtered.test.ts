import { expect, it } from 'vitest';
import { inspect, verdicts } from '../../har-entry.ts';
import { inBody, inProxyError, inRest } from '../../said-in.ts';

it.each([403, 404])('fires on %i with ip_filtering', (status) => {
  expect(
    verdicts({ status, received: { detail: { error: 'ip_filtering', message: 'Server is internal' } } }),
  ).toContain('ip-filtered/error');
});

it('is quiet about another 403', () => {
  expect(verdicts({ status: 403, received: { detail: 'no' } }).join()).not.toContain('ip-filtered');
});

it.each([
  'Access forbidden: IP address not allowed.',
  'Access forbidden: IP address 203.0.113.7 not allowed.',
])('fires on the list of the whole gateway: %s', (words) => {
  for (const parts of [inProxyError(403, words), inBody(403, words), inRest(403, words)]) {
    expect(inspect(parts).findings).toMatchObject([
      { rule: 'ip-filtered', hop: 'gateway', title: 'LiteLLM does not serve your address' },
    ]);
  }
});
