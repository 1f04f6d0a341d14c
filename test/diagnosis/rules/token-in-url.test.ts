import { expect, it } from 'vitest';
import { GATEWAY, verdicts } from '../../har-entry.ts';

it.each(['api_key', 'access_token', 'x-litellm-api-key', 'key'])('fires on %s', (name) => {
  expect(verdicts({ url: `${GATEWAY}/mcp/everything?${name}=sk-in-the-url-1234` })).toEqual([
    'token-in-url/error',
  ]);
});

it.each([
  ['an ordinary parameter', `${GATEWAY}/mcp/everything?verbose=1`],
  ['a legacy session', `${GATEWAY}/messages?session_id=0123456789abcdef`],
])('is quiet about %s', (_what, url) => {
  expect(verdicts({ url })).toEqual([]);
});

it('is quiet about the code of an OAuth callback', () => {
  expect(
    verdicts({}, { method: 'GET', url: `${GATEWAY}/callback?code=abc&state=def`, received: '' }),
  ).toEqual([]);
});
