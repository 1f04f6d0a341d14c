import { expect, it } from 'vitest';
import { challenged, debugHeaders, GATEWAY, inspect, KEY, verdicts } from '../../har-entry.ts';

const sent = (name: string) => ({ 'x-litellm-api-key': KEY, [name]: 'Bearer server-credential' });

it.each(['x-mcp-my-server-authorization', 'x-mcp-GitHub-authorization'])('fires for %s', (name) => {
  const parts = {
    requestHeaders: sent(name),
    responseHeaders: debugHeaders({ 'auth-resolution': 'static-token' }),
  };
  expect(verdicts(parts)).toEqual(['server-header-misnamed/warning']);
});

it('fires for a refusal without debug headers, when the server of the URL is the one meant', () => {
  const refused = { ...challenged, requestHeaders: sent('x-mcp-my-server-authorization') };
  const rule = 'server-header-misnamed/warning';
  expect(verdicts({ ...refused, url: `${GATEWAY}/mcp/my_server` })).toContain(rule);
  expect(verdicts({ ...refused, url: `${GATEWAY}/mcp/other` })).not.toContain(rule);
  const inCapitals = { ...challenged, requestHeaders: sent('X-Mcp-Guarded-Authorization') };
  expect(verdicts({ ...inCapitals, url: `${GATEWAY}/mcp/guarded` })).not.toContain(rule);
});

it('offers the right spelling', () => {
  const [finding] = inspect({
    requestHeaders: sent('x-mcp-My-Server-x-api-key'),
    responseHeaders: debugHeaders({ 'auth-resolution': 'static-token' }),
  }).findings;
  expect(finding?.fix.user?.commands?.[0]?.text).toBe('x-mcp-my_server-x-api-key: Bearer $SERVER_TOKEN');
});

it.each([
  ['a right name', 'x-mcp-my_server-authorization', 'static-token'],
  ['a header that is no server’s', 'x-mcp-auth', 'static-token'],
  ['a name that worked', 'x-mcp-my-server-authorization', 'per-request-header'],
])('is quiet about %s', (_what, name, resolution) => {
  const responseHeaders = debugHeaders({
    'auth-resolution': resolution,
    'inbound-auth': 'x-litellm-api-key=sk-thr****0001; x-mcp-auth=Bearer****tial',
  });
  expect(verdicts({ requestHeaders: sent(name), responseHeaders })).toEqual([]);
});
