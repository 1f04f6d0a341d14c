import { describe, expect, it } from 'vitest';
import { toJson } from '../../src/cli/findings.ts';
import { parseFilter } from '../../src/panel/filter/grammar.ts';
import { matcher } from '../../src/panel/filter/match.ts';
import { rowOf } from '../../src/panel/rows/row.ts';
import { createReport } from '../../src/report/report.ts';
import { recorded } from '../golden/recordings.ts';
import { GATEWAY, inOrder, inspect, inspectAll, type Parts } from '../har-entry.ts';

const ID = '0123456789abcdef0123456789abcdef';
const OTHER = 'fedcba9876543210fedcba9876543210';

const servers = (...exchanges: readonly Parts[]) =>
  inspectAll(inOrder(exchanges)).map((each) => each.servers);

const call = (id: string): Parts => ({
  url: `${GATEWAY}/mcp-rest/tools/call`,
  sent: { server_id: id, name: 'echo', arguments: {} },
  received: { content: [], isError: false },
});
const list = (id: string, received: unknown, status = 200): Parts => ({
  method: 'GET',
  url: `${GATEWAY}/mcp-rest/tools/list?server_id=${id}&include_disabled_tools=true`,
  status,
  received,
});
const catalogue = (received: unknown, gateway = GATEWAY): Parts => ({
  method: 'GET',
  url: `${gateway}/v1/mcp/server`,
  received,
});
const tool = (info: unknown) => ({ tools: [{ name: 'echo', mcp_info: info }], error: null });

describe('the server of a REST route', () => {
  it('is its id as long as nothing names it', () => {
    expect(servers(list(ID, { detail: 'Unauthorized' }, 401), call(ID))).toEqual([[ID], [ID]]);
    expect(servers({ ...call(ID), sent: { name: 'echo' } })).toEqual([undefined]);
  });

  it('is called as LiteLLM’s list of servers calls it: by alias, else by name', () => {
    const listed = [
      { server_id: ID, server_name: 'notes', alias: null },
      { server_id: OTHER, server_name: 'Team calendar', alias: 'calendar' },
    ];
    expect(servers(catalogue(listed), call(ID), call(OTHER))).toEqual([['notes'], ['calendar']]);
    expect(servers(catalogue(listed[0]), call(ID), call(OTHER))).toEqual([['notes'], [OTHER]]);
  });

  it('is called as its tools say, with their list already', () => {
    const told = list(ID, tool({ server_name: 'notes', server_id: ID, alias: null }));
    expect(servers(told, call(ID), call(OTHER))).toEqual([['notes'], ['notes'], [OTHER]]);
    // As 1.81 has it.
    expect(servers(list(ID, tool({ server_name: 'notes' })), call(ID))).toEqual([['notes'], ['notes']]);
  });

  it('is called as LiteLLM says that it could not list its tools', () => {
    const detail = { error: 'unreachable', message: 'Failed to list tools from server down' };
    expect(servers(list(ID, { detail }, 502), call(ID))).toEqual([['down'], ['down']]);
  });

  it('is not called as another gateway calls one of that id', () => {
    const elsewhere = catalogue([{ server_id: ID, server_name: 'notes' }], 'http://127.0.0.1:5000');
    expect(servers(elsewhere, call(ID))).toEqual([[ID]]);
  });

  it('is named in a finding that LiteLLM gives no name for', () => {
    const content = [{ type: 'text', text: 'ConnectError: All connection attempts failed' }];
    const failed = { ...call(ID), received: { content, isError: true } };
    const { findings } = inspect(catalogue([{ server_id: ID, server_name: 'notes' }]), failed);
    expect(findings[0]?.title).toBe('LiteLLM can’t reach the MCP server “notes”');
  });
});

describe.each(['1.81.14', '1.100.5', '1.108.5'])('recorded with LiteLLM %s', (litellm) => {
  const inspected = inspectAll([...recorded('rest-list', litellm), ...recorded('rest-call', litellm)]);
  const calls = inspected.filter(({ kind }) => kind === 'mcp-rest');

  it('is the same in the row, the filter, the JSON and what is exported', () => {
    expect(calls.length).toBe(2);
    const rows = calls.map((each) => rowOf(each, undefined));
    expect(rows.map(({ server }) => server)).toEqual(['everything', 'everything']);
    expect(rows.filter(matcher(parseFilter('server:everything'), new Set()))).toEqual(rows);
    expect(toJson(calls, 2).exchanges).toMatchObject([{ server: 'everything' }, { server: 'everything' }]);
    const { exchanges } = createReport(calls, { ignored: 0, toolData: 'left out' });
    expect(exchanges.map((each) => each.servers)).toEqual([['everything'], ['everything']]);
  });
});

it('names servers by labels, aliases and x-mcp-servers as well', () => {
  const label = { type: 'mcp', server_label: 'notes', server_url: 'litellm_proxy' };
  expect(
    servers(
      { url: `${GATEWAY}/v1/responses`, sent: { tools: [label, { type: 'mcp' }] }, received: {} },
      { url: `${GATEWAY}/notes,calendar/mcp` },
      { url: `${GATEWAY}/mcp`, requestHeaders: { 'x-mcp-servers': 'notes' } },
      { url: `${GATEWAY}/mcp` },
    ),
  ).toEqual([['notes'], ['notes', 'calendar'], ['notes'], undefined]);
});

it('exports an id that nothing names, and no word that may be anybody’s', () => {
  const reported = (name: string | undefined) => {
    const named = name === undefined ? [] : [catalogue([{ server_id: ID, server_name: name }])];
    return createReport(inspectAll(inOrder([...named, call(ID)])), { ignored: 0, toolData: 'left out' })
      .exchanges[0]?.servers;
  };
  expect(reported(undefined)).toEqual([ID]);
  expect(reported('team_notes-2')).toEqual(['team_notes-2']);
  expect(reported('call 0171 2345678 after five')?.join()).not.toMatch(/0171|2345678/);
  expect(reported('Zx81kQpw02Lm77vB')).toEqual(['[left out]']);
});
