import { expect, it } from 'vitest';
import { CLIENT_HEADERS, verdicts } from '../../har-entry.ts';

const refused = (message: string) =>
  verdicts({ requestHeaders: CLIENT_HEADERS, status: 429, received: { error: { message } } });

it('fires on LiteLLM’s words', () => {
  expect(refused('Too many sessions for this key')).toEqual(['session-limit/error']);
});

it('is quiet about another 429', () => {
  expect(refused('Rate limit exceeded').join()).not.toContain('session-limit');
});
