import { expect, it } from 'vitest';
import { debugHeaders, GATEWAY, KEY, verdicts } from '../../har-entry.ts';

const requestHeaders = {
  'x-litellm-api-key': KEY,
  'x-mcp-everything-authorization': 'Bearer server-credential',
};

it('fires on the endpoint for all servers', () => {
  const parts = { url: `${GATEWAY}/mcp`, responseHeaders: debugHeaders({ 'outbound-url': '(unknown)' }) };
  expect(verdicts(parts)).toEqual(['auth-label-unreliable/info']);
});

it('fires when a credential for one server was sent, instead of claiming that none was', () => {
  expect(
    verdicts({ requestHeaders, responseHeaders: debugHeaders({ 'server-auth-type': 'oauth2' }) }),
  ).toEqual(['auth-label-unreliable/info']);
});

it('is quiet when the credential was used', () => {
  const responseHeaders = debugHeaders({ 'auth-resolution': 'per-request-header' });
  expect(verdicts({ requestHeaders, responseHeaders })).toEqual([]);
});
