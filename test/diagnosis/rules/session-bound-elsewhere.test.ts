import { expect, it } from 'vitest';
import { KEY, verdicts } from '../../har-entry.ts';

const requestHeaders = {
  'x-litellm-api-key': `Bearer ${KEY}`,
  accept: 'application/json, text/event-stream',
};

it('fires on LiteLLM’s words', () => {
  expect(
    verdicts({
      requestHeaders,
      status: 403,
      received: { error: { message: 'Session is bound to a different caller' } },
    }),
  ).toEqual(['session-bound-elsewhere/error']);
});

it('is quiet about another 403', () => {
  expect(
    verdicts({ requestHeaders, status: 403, received: { error: { message: 'Forbidden' } } }).join(),
  ).not.toContain('session-bound-elsewhere');
});
