import { expect, it } from 'vitest';
import { CLIENT_HEADERS, verdicts } from '../../har-entry.ts';

const refused = (message: string) =>
  verdicts({ requestHeaders: CLIENT_HEADERS, status: 403, received: { error: { message } } });

it('fires on LiteLLM’s words', () => {
  expect(refused('Session is bound to a different caller')).toEqual(['session-bound-elsewhere/error']);
});

it('is quiet about another 403', () => {
  expect(refused('Forbidden').join()).not.toContain('session-bound-elsewhere');
});
