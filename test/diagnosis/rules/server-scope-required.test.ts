import { expect, it } from 'vitest';
import { GATEWAY, inspect, rpc, verdicts } from '../../har-entry.ts';
import { inBody, inRpc } from '../../said-in.ts';

const url = `${GATEWAY}/mcp`;
const message =
  'This gateway requires an explicit MCP server scope: connect to /mcp/<server_name> or send the x-mcp-servers header.';

it.each([
  ['a 400', { url, ...inBody(400, { error: 'mcp_server_scope_required', message }) }],
  ['a JSON-RPC error', { url, ...inRpc(-32600, message) }],
])('fires on %s, and shows both ways to name a server', (_what, parts) => {
  const { findings } = inspect(parts);
  expect(findings).toMatchObject([
    { rule: 'server-scope-required', level: 'error', hop: 'client-to-gateway' },
  ]);
  expect(findings[0]?.fix.user?.commands?.map(({ text }) => text)).toEqual([
    `${GATEWAY}/mcp/YOUR_SERVER`,
    'x-mcp-servers: YOUR_SERVER',
  ]);
});

it('is quiet about another 400, and about a scope of OAuth', () => {
  expect(verdicts({ url, ...inBody(400, { error: 'missing_parameter' }) }).join()).not.toContain('scope');
  expect(verdicts({ url, ...inBody(403, { error: 'insufficient_scope' }) }).join()).not.toContain(
    'server-scope-required',
  );
  expect(verdicts({ url, ...inBody(400, 'Multiple Authorization headers are not allowed') })).toEqual([
    'authorization-duplicated/error',
  ]);
});

it('fires where a resource is read on an endpoint of several servers, and blames no setting', () => {
  const words =
    '400: Multiple MCP servers configured; read_resource currently supports exactly one allowed server.';
  const { findings } = inspect({
    url,
    sent: rpc('resources/read', { uri: 'file:///a' }),
    ...inRpc(0, words),
  });
  expect(findings).toMatchObject([{ rule: 'server-scope-required' }]);
  expect(findings[0]?.fix.operator).toBeUndefined();
});
