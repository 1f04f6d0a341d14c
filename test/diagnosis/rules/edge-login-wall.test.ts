import { expect, it } from 'vitest';
import { challenged, GATEWAY, inspect, verdicts } from '../../har-entry.ts';
import { inText } from '../../said-in.ts';

const page = '<!DOCTYPE html><html><head><title>Sign In</title></head><body></body></html>';
const oauth2Proxy = page.replace('<body>', '<body><form method="GET" action="/oauth2/start">');
const to = (location: string, status = 302) => ({ status, received: '', responseHeaders: { location } });

it.each([
  [
    'a redirect to Cloudflare Access',
    to('https://acme.cloudflareaccess.com/cdn-cgi/access/login/mcp.acme.test?kid=1'),
  ],
  ['a redirect to oauth2-proxy', to('/oauth2/start?rd=%2Fmcp')],
  [
    'a redirect to Entra ID',
    to('https://login.microsoftonline.com/common/oauth2/v2.0/authorize?client_id=1'),
  ],
  ['a sign-in page with a 403', inText(403, page, 'text/html')],
  ['a sign-in page that says 200', inText(200, oauth2Proxy, 'text/html')],
])('fires on %s', (_what, parts) => {
  const [finding, ...more] = inspect(parts).findings;
  expect(finding).toMatchObject({ rule: 'edge-login-wall', level: 'error', hop: 'client-to-gateway' });
  expect(finding?.fix.user?.text).toContain('Do not call the sign-in page’s URL');
  expect(more).toEqual([]);
});

it.each([
  ['MCP’s own login', challenged],
  ['a redirect to another form of the URL', to(`${GATEWAY}/mcp/everything/`, 307)],
  ['a healthy call', {}],
  ['a sign-in page that may be of the wrong URL', inText(200, page, 'text/html')],
  [
    'a page that is no sign-in',
    inText(200, '<html><head><title>Agent UI</title></head></html>', 'text/html'),
  ],
])('is quiet about %s', (_what, parts) => {
  expect(verdicts(parts).join()).not.toContain('edge-login-wall');
});
