import { expect, it } from 'vitest';
import { CLIENT_HEADERS, inspect, rpc, verdicts } from '../../har-entry.ts';
import { inRpc } from '../../said-in.ts';

const refused = (message: string, method = 'tools/list') => ({
  status: 400,
  sent: rpc(method),
  requestHeaders: { ...CLIENT_HEADERS, 'mcp-protocol-version': '2026-07-28' },
  received: { jsonrpc: '2.0', id: 'server-error', error: { code: -32600, message } },
});

it.each([
  'Bad Request: Unsupported protocol version: 2026-07-28. Supported versions: 2024-11-05, 2025-03-26',
  'Unsupported MCP-Protocol-Version 2026-07-28; supported: 2024-11-05, 2025-03-26',
])('fires on: %s', (message) => {
  const { findings } = inspect(refused(message));
  expect(findings).toMatchObject([{ rule: 'protocol-version-unsupported', level: 'warning' }]);
  expect(findings[0]?.why).toContain('It speaks 2024-11-05, 2025-03-26.');
});

it('only remarks it on a probe', () => {
  expect(verdicts(refused('Unsupported MCP-Protocol-Version 2026-07-28', 'server/discover'))).toEqual([
    'protocol-version-unsupported/info',
  ]);
});

it('is quiet about another invalid request', () => {
  expect(verdicts(refused('Invalid request'))).toEqual(['request-invalid/error']);
});

it.each<[unknown, string]>([
  [
    { supported: ['2026-07-28', '2025-11-25'], requested: '1900-01-01' },
    ' It speaks 2026-07-28, 2025-11-25.',
  ],
  [{ supported: ['2025-06-18'] }, ' It speaks 2025-06-18.'],
  [{ supported: [] }, 'this gateway does not know.'],
  [{ supported: 'all' }, 'this gateway does not know.'],
  [undefined, 'this gateway does not know.'],
])('lists the versions that the error has in its data: %j', (data, why) => {
  const parts = { ...refused(''), ...inRpc(-32022, 'Unsupported protocol version', data) };
  const { findings } = inspect(parts);
  expect(findings).toMatchObject([{ rule: 'protocol-version-unsupported', level: 'warning' }]);
  expect(findings[0]?.why.endsWith(why)).toBe(true);
});
