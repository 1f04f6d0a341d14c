import { expect, it } from 'vitest';
import {
  answered,
  GATEWAY,
  inspect,
  type Parts,
  refused,
  toolCall,
  toolFailed,
  verdicts,
} from '../../har-entry.ts';
import { inRest } from '../../said-in.ts';

const FIRES = 'tool-routing-lost/error';
const sent = toolCall('everything-echo');
const lost = { sent, ...toolFailed("Error: Tool 'everything-echo' not found") };

it.each<[string, Parts]>([
  ['a tool’s result', lost],
  ['a JSON-RPC error', { sent, ...refused(-32602, 'Unknown tool: everything-echo') }],
])('fires on %s about a tool that the endpoint listed', (_what, parts) => {
  const { findings } = inspect({}, parts);
  expect(findings).toMatchObject([{ rule: 'tool-routing-lost', level: 'error', hop: 'gateway' }]);
  expect(findings[0]?.title).toContain('“everything-echo”');
  expect(findings[0]?.evidence.at(-1)).toMatchObject({ quote: '"name": "everything-echo"', exchange: 0 });
});

it('fires on the REST routes, whose list is another URL', () => {
  const list = {
    method: 'GET',
    url: `${GATEWAY}/mcp-rest/tools/list`,
    received: { tools: [{ name: 'echo' }], error: null, message: 'Successfully retrieved tools' },
  };
  expect(verdicts(list, inRest(500, "Tool 'echo' not found"))).toEqual([FIRES]);
});

it.each<[string, readonly Parts[]]>([
  ['no list has the tool', [answered({ tools: [{ name: 'everything-add' }] }), lost]],
  ['there is no list', [lost]],
  ['another endpoint listed it', [{ url: `${GATEWAY}/mcp` }, lost]],
])('leaves it to tool-not-found where %s', (_what, exchanges) => {
  expect(verdicts(...exchanges)).toEqual(['tool-not-found/error']);
});

it('is quiet about a tool that ran and did not find something', () => {
  expect(verdicts({}, { sent, ...toolFailed('File not found') })).toEqual(['tool-error/warning']);
});
