import { expect, it } from 'vitest';
import { GATEWAY, inspect, verdicts } from '../../har-entry.ts';

it.each([
  "MCP server 'nowhere' not found",
  "MCP server, toolset, or access group 'nowhere' not found",
  'MCP server "nowhere" not found',
])('reads the name from: %s', (detail) => {
  const [finding] = inspect({ status: 404, received: { detail } }).findings;
  expect(finding).toMatchObject({
    rule: 'server-alias-unknown',
    title: 'LiteLLM has no MCP server called “nowhere”',
  });
});

it('names all of several', () => {
  const detail = "No MCP server, toolset, or access group in 'nowhere,nobody' resolved to a known target";
  const [finding] = inspect({ status: 404, received: { detail } }).findings;
  expect(finding?.title).toBe('LiteLLM has no MCP server called “nowhere,nobody”');
});

it('names the servers that answered before', () => {
  const [finding] = inspect(
    {},
    { status: 404, received: { detail: "MCP server 'nowhere' not found" } },
  ).findings;
  expect(finding?.why).toContain('Names that worked in this recording: “everything”.');
});

it('is quiet about another 404', () => {
  expect(verdicts({ status: 404, received: { detail: 'Session not found' } })).toEqual([
    'failure-unexplained/error',
  ]);
});

it.each(['MCP Server with id 8f14e45f not found', 'MCP server 8f14e45f not found'])(
  'fires where the dashboard’s server is gone: %s',
  (error) => {
    const parts = {
      method: 'GET',
      url: `${GATEWAY}/v1/mcp/server/8f14e45f`,
      status: 404,
      received: { detail: { error } },
    };
    expect(inspect(parts).findings).toMatchObject([
      { rule: 'server-alias-unknown', title: 'LiteLLM has no MCP server called “8f14e45f”' },
    ]);
  },
);
