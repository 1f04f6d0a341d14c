import { expect, it } from 'vitest';
import { debugHeaders, verdicts } from '../../har-entry.ts';

it('remarks that nothing was resolved', () => {
  expect(verdicts({ responseHeaders: debugHeaders({ 'auth-resolution': 'unresolved' }) })).toEqual([
    'auth-unresolved/info',
  ]);
});

it('is quiet about every other label', () => {
  expect(verdicts({ responseHeaders: debugHeaders({ 'auth-resolution': 'not-applicable' }) })).toEqual([]);
});
