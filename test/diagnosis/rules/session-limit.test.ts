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
      status: 429,
      received: { error: { message: 'Too many sessions for this key' } },
    }),
  ).toEqual(['session-limit/error']);
});

it('is quiet about another 429', () => {
  expect(
    verdicts({ requestHeaders, status: 429, received: { error: { message: 'Rate limit exceeded' } } }).join(),
  ).not.toContain('session-limit');
});
