import { expect, it } from 'vitest';
import { answered, debugHeaders, GATEWAY, verdicts } from '../../har-entry.ts';

const unknown = debugHeaders({ 'outbound-url': '(unknown)' });
const empty = answered({ tools: [] });

it('fires when a name leads to no server and no tool', () => {
  expect(verdicts({ url: `${GATEWAY}/mcp/nowhere`, responseHeaders: unknown, ...empty })).toContain(
    'server-name-unmatched/warning',
  );
});

it.each([
  ['the endpoint for all', { url: `${GATEWAY}/mcp`, responseHeaders: unknown, ...empty }],
  ['an access group that lists tools', { url: `${GATEWAY}/mcp/group`, responseHeaders: unknown }],
  ['a server that LiteLLM knows', { responseHeaders: debugHeaders(), ...empty }],
])('is quiet about %s', (_what, parts) => {
  expect(verdicts(parts).join()).not.toContain('server-name-unmatched');
});
