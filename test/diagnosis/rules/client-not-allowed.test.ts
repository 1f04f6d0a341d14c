import { expect, it } from 'vitest';
import { inspect, verdicts } from '../../har-entry.ts';
import { inBody, inRest, inRpc } from '../../said-in.ts';

const unlisted =
  "MCP client 'inspector' (from header 'x-client') is not listed in this gateway's mcp_allowed_clients.";
const unnamed =
  "The request has no 'x-client' header naming the client application. This gateway only admits client applications listed in mcp_allowed_clients.";

it.each([
  ['a 403', inBody(403, { error: 'Forbidden', details: unlisted })],
  ['a JSON-RPC error', inRpc(-32603, unlisted)],
  ['the REST routes', inRest(403, { error: 'Forbidden', details: unlisted })],
])('fires on %s', (_what, parts) => {
  const [finding, ...more] = inspect(parts).findings;
  expect(finding).toMatchObject({
    rule: 'client-not-allowed',
    level: 'error',
    hop: 'gateway',
    title: 'The gateway does not admit this client: “inspector”',
  });
  expect(more).toEqual([]);
});

it('says which header is missing, where that is all', () => {
  const [finding] = inspect(inBody(403, { error: 'Forbidden', details: unnamed })).findings;
  expect(finding?.title).toBe('The request does not say which client it comes from: “x-client” is missing');
  expect(finding?.fix.user?.text).toContain('Send the header that the message names');
});

it('leaves a key without permission to its rule', () => {
  const detail = 'The key is not allowed to access the requested MCP servers: nowhere';
  expect(verdicts(inBody(403, detail))).toEqual(['key-not-permitted/error']);
});
