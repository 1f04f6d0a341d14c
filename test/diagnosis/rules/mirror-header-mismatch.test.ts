import { expect, it } from 'vitest';
import { CLIENT_HEADERS, inspect, toolCall, verdicts } from '../../har-entry.ts';
import { inRpc } from '../../said-in.ts';

const sent = toolCall('everything-echo');
const requestHeaders = { ...CLIENT_HEADERS, 'mcp-method': 'tools/call', 'mcp-name': 'everything-add' };

it.each([
  ['the code', { sent, requestHeaders, ...inRpc(-32020, 'Header mismatch: Mcp-Name') }],
  [
    'the code with a 400',
    { sent, requestHeaders, ...inRpc(-32020, 'Header mismatch: Mcp-Name'), status: 400 },
  ],
  ['another gateway’s words', { sent, requestHeaders, ...inRpc(-32600, 'Mcp-Name header/body mismatch') }],
])('fires on %s', (_what, parts) => {
  const { findings } = inspect(parts);
  expect(findings).toMatchObject([
    { rule: 'mirror-header-mismatch', level: 'error', hop: 'client-to-gateway' },
  ]);
});

it('is quiet about headers that agree, and about the code beside it', () => {
  const agreeing = { ...requestHeaders, 'mcp-name': 'everything-echo' };
  expect(verdicts({ sent, requestHeaders: agreeing })).toEqual([]);
  expect(verdicts({ sent, ...inRpc(-32021, 'Missing capability') }).join()).not.toContain('mirror-header');
});
