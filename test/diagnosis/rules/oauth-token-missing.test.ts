import { expect, it } from 'vitest';
import { debugHeaders, GATEWAY, inspect, verdicts } from '../../har-entry.ts';

const responseHeaders = debugHeaders({ 'server-auth-type': 'oauth2' });

it.each(['oauth2', 'oauth2_token_exchange'])('fires for a server of type %s without a token', (type) => {
  expect(verdicts({ responseHeaders: debugHeaders({ 'server-auth-type': type }) })).toEqual([
    'oauth-token-missing/error',
  ]);
});

it.each([
  ['a token came', { 'oauth2-token': 'Bearer****abcd' }],
  ['the server takes no OAuth', { 'server-auth-type': 'api_key' }],
  ['LiteLLM has another way', { 'auth-resolution': 'stored-user-token' }],
])('is quiet when %s', (_what, replaced) => {
  expect(verdicts({ responseHeaders: debugHeaders({ 'server-auth-type': 'oauth2', ...replaced }) })).toEqual(
    [],
  );
});

it('answers from the recording whether the metadata was asked for', () => {
  const metadata = {
    method: 'GET',
    url: `${GATEWAY}/.well-known/oauth-protected-resource/mcp/everything`,
    status: 503,
    received: {},
  };
  expect(inspect({ responseHeaders }).findings[0]?.why).toContain('no request for the OAuth metadata');
  expect(inspect(metadata, { responseHeaders }).findings[0]?.why).toContain('answered 503');
});
