import { expect, it } from 'vitest';
import { GATEWAY, inspect, verdicts } from '../../har-entry.ts';

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
