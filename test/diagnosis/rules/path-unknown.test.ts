import { expect, it } from 'vitest';
import { GATEWAY, inspect, verdicts } from '../../har-entry.ts';
import { inText } from '../../said-in.ts';

const notFound = { status: 404, received: { detail: 'Not Found' } };

it('fires on the web server’s own 404, and shows the forms that exist', () => {
  const { findings } = inspect({ ...notFound, url: `${GATEWAY}/servers/everything` });
  expect(findings.map(({ rule }) => rule)).toEqual(['path-unknown']);
  expect(findings[0]?.fix.user?.commands?.[0]?.text).toBe(`${GATEWAY}/mcp/YOUR_SERVER`);
});

it('is quiet about a server that is not there, and about metadata', () => {
  expect(verdicts({ status: 404, received: { detail: "MCP server 'x' not found" } })).toEqual([
    'server-alias-unknown/error',
  ]);
  const metadata = { ...notFound, method: 'GET', url: `${GATEWAY}/.well-known/oauth-authorization-server` };
  expect(verdicts(metadata).join()).not.toContain('path-unknown');
});

it.each(['no Route matched with those values', '404 page not found', 'default backend - 404'])(
  'fires on a router’s own words: %s',
  (words) => {
    for (const parts of [inText(404, words), { status: 404, received: { message: words } }]) {
      for (const responseHeaders of [{}, { server: 'kong/3.12.0', 'x-kong-request-id': 'a1' }]) {
        expect(verdicts({ ...parts, responseHeaders })).toEqual(['path-unknown/error']);
      }
    }
  },
);

it('is quiet where another gateway says 404 without a name', () => {
  const kong = { status: 404, received: { message: 'gone' }, responseHeaders: { 'x-kong-request-id': 'a1' } };
  expect(verdicts(kong)).toEqual(['failure-unexplained/error']);
});
