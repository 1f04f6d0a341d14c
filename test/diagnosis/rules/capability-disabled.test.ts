import { expect, it } from 'vitest';
import { GATEWAY, inspect, rpc, verdicts } from '../../har-entry.ts';
import { inBody, inRest, inResult, inRpc } from '../../said-in.ts';

it.each([
  ['prompts', { sent: rpc('prompts/list'), ...inRpc(-32601, 'MCP prompts are disabled on this gateway') }],
  [
    'resources',
    { sent: rpc('resources/list'), ...inRpc(-32601, 'MCP resources are disabled on this gateway') },
  ],
  ['this operation', inRpc(-32601, 'Operation unavailable on /mcp/proxy')],
  ['this operation', inResult('Error: Tool everything-echo is unavailable on /mcp/proxy')],
])('fires where the gateway has %s switched off', (what, parts) => {
  const [finding, ...more] = inspect(parts).findings;
  expect(finding).toMatchObject({
    rule: 'capability-disabled',
    level: 'warning',
    hop: 'gateway',
    title: `The gateway has ${what} switched off`,
  });
  expect(more).toEqual([]);
});

it('leaves a method that nobody knows to its rule', () => {
  expect(verdicts({ sent: rpc('prompts/list'), ...inRpc(-32601, 'Method not found') })).toEqual([
    'method-unknown/warning',
  ]);
});

it.each(['LLM API', 'Management'])('fires where an instance does not serve its %s routes', (routes) => {
  const words = `${routes} routes are disabled for this instance.`;
  for (const parts of [inBody(403, words), inRest(403, words)]) {
    expect(inspect(parts).findings).toMatchObject([
      { rule: 'capability-disabled', title: `The gateway has its ${routes} routes switched off` },
    ]);
  }
});

it('fires where a gateway does not list its servers publicly', () => {
  const parts = {
    ...inBody(404, 'MCP registry is not enabled'),
    method: 'GET',
    url: `${GATEWAY}/v1/mcp/registry.json`,
  };
  const { findings } = inspect(parts);
  expect(findings).toMatchObject([
    { rule: 'capability-disabled', title: 'The gateway has its registry of servers switched off' },
  ]);
  expect(findings[0]?.fix.operator?.text).toContain('enable_mcp_registry');
});
