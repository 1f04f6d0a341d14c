import { describe, expect, it } from 'vitest';
import { createInspector } from '../../src/inspect.ts';
import { entry, failed, GATEWAY, inspect, type Parts, verdicts } from '../har-entry.ts';

function kindOf(...recording: readonly Parts[]): string | undefined {
  const inspector = createInspector();
  return recording.map((parts) => inspector.add(entry({ requestHeaders: {}, ...parts }))?.kind).at(-1);
}

const MESSAGES = `${GATEWAY}/v1/messages`;
const TOOL = { type: 'mcp', server_label: 'github', server_url: 'litellm_proxy/mcp/github' };
const SERVER = { type: 'url', name: 'jira', url: 'https://jira.example/mcp' };
const message = (content: readonly object[]) => ({ type: 'message', role: 'assistant', content });
const said = message([{ type: 'text', text: 'Four.' }]);
const ask = (more: object): object => ({ model: 'm', max_tokens: 9, messages: [], ...more });
const streamed = (content: readonly object[]): string =>
  content
    .map((block) => `data: ${JSON.stringify({ type: 'content_block_start', content_block: block })}\n\n`)
    .join('');

describe('a call of /v1/messages', () => {
  it.each<[string, object, readonly string[] | undefined]>([
    ['a tool of type mcp', { tools: [TOOL] }, ['github']],
    ['servers', { mcp_servers: [SERVER] }, ['jira']],
    ['both', { tools: [TOOL], mcp_servers: [SERVER] }, ['github', 'jira']],
    ['a server without a name', { mcp_servers: [{ type: 'url' }] }, undefined],
  ])('with %s is a model’s with MCP', (_what, more, servers) => {
    const inspected = inspect({ url: MESSAGES, sent: ask(more), received: said });
    expect(inspected.kind).toBe('llm');
    expect(inspected.servers).toEqual(servers);
  });

  it.each<[string, object]>([
    ['no tools', {}],
    ['tools of its own', { tools: [{ name: 'add', input_schema: {} }] }],
    ['no servers', { mcp_servers: [] }],
  ])('with %s is none', (_what, more) => {
    expect(kindOf({ url: MESSAGES, sent: ask(more), received: said })).toBeUndefined();
  });

  it('shows no tools that LiteLLM got, so that nothing follows from their absence', () => {
    const parts = { url: MESSAGES, sent: ask({ tools: [TOOL] }) };
    const stream = { received: streamed(said.content), receivedType: 'text/event-stream' };
    expect(verdicts({ ...parts, received: said }).join()).not.toContain('mcp-tools-dropped');
    expect(verdicts({ ...parts, ...stream }).join()).not.toContain('mcp-tools-dropped');
  });

  const call = { type: 'mcp_tool_use', id: 't1', name: 'echo', server_name: 'jira', input: {} };
  const result = (isError: boolean) => ({
    type: 'mcp_tool_result',
    tool_use_id: 't1',
    is_error: isError,
    content: [{ type: 'text', text: 'no such project' }],
  });

  it.each([
    ['as a whole', (blocks: readonly object[]) => ({ received: message(blocks) })],
    [
      'in a stream',
      (blocks: readonly object[]) => ({ received: streamed(blocks), receivedType: 'text/event-stream' }),
    ],
  ])('says what its tools were called for, %s', (_what, answer) => {
    const parts = { url: MESSAGES, sent: ask({ mcp_servers: [SERVER] }) };
    const worked = inspect({ ...parts, ...answer([call, result(false)]) });
    expect(worked.embedded?.calls).toEqual([{ tool: 'echo', output: 'no such project' }]);
    expect(worked.findings.filter(({ level }) => level !== 'info')).toEqual([]);
    const broken = inspect({ ...parts, ...answer([call, result(true)]) });
    expect(broken.embedded?.calls).toEqual([{ tool: 'echo', error: 'no such project' }]);
    expect(broken.findings.map(({ rule }) => rule)).toContain('embedded-call-failed');
  });
});

const REFUSED: readonly Parts[] = [
  {
    status: 429,
    received: { error: { message: 'Rate limit exceeded', type: 'x', param: null, code: '429' } },
  },
  {
    status: 401,
    received: { error: { message: 'Authentication Error', type: 'x', param: null, code: '401' } },
  },
  { status: 500, received: 'Internal Server Error', receivedType: 'text/plain' },
  { status: 502, received: '<html>', receivedType: 'text/html' },
  failed('net::ERR_CONNECTION_REFUSED'),
];
const PATHS = [
  '/v1/chat/completions',
  '/chat/completions',
  '/v1/responses',
  '/v1/messages',
  '/litellm/v1/responses',
];

describe.each(PATHS)('a model call to %s without MCP', (path) => {
  const call = { url: GATEWAY + path, sent: ask({}) };

  it.each(REFUSED)('is a row when the gateway of a recording fails it: $status $error', (answer) => {
    expect(kindOf({}, { ...call, ...answer })).toBe('llm');
    expect(verdicts({}, { ...call, ...answer }).some((each) => each.endsWith('/error'))).toBe(true);
  });

  it('is none when it works, its client stops it, or another server fails it', () => {
    expect(kindOf({}, { ...call, received: said })).toBeUndefined();
    expect(kindOf({}, { ...call, ...failed('net::ERR_ABORTED') })).toBeUndefined();
    expect(kindOf({}, { ...call, url: `https://models.example${path}`, ...REFUSED[0] })).toBeUndefined();
    expect(kindOf({ ...call, ...REFUSED[0] })).toBeUndefined();
    expect(kindOf({}, { ...call, sent: { to: 'a person', text: 'hello' }, ...REFUSED[0] })).toBeUndefined();
  });
});
