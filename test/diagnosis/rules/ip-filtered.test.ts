import { expect, it } from 'vitest';
import { verdicts } from '../../har-entry.ts';

it.each([403, 404])('fires on %i with ip_filtering', (status) => {
  expect(
    verdicts({ status, received: { detail: { error: 'ip_filtering', message: 'Server is internal' } } }),
  ).toContain('ip-filtered/error');
});

it('is quiet about another 403', () => {
  expect(verdicts({ status: 403, received: { detail: 'no' } }).join()).not.toContain('ip-filtered');
});
