import { describe, expect, it } from 'vitest';
import { GATEWAY, inspect, listed, toolCall, toolFailed, verdicts } from '../../har-entry.ts';

const prompt = {
  url: `${GATEWAY}/v1/responses`,
  sent: { model: 'm', tools: [{ type: 'mcp', server_label: 'everything' }] },
};
const stream = (item: object) => ({
  received: `data: ${JSON.stringify({ type: 'response.output_item.done', item })}\n\n`,
  receivedType: 'text/event-stream',
});

it('warns about a stream that shows no list of tools', () => {
  expect(verdicts({ ...prompt, ...stream({ type: 'message' }) })).toEqual(['mcp-tools-dropped/warning']);
});

it('warns about a stream that lists no tool, as LiteLLM 1.100 does for an unknown label', () => {
  const item = { type: 'mcp_list_tools', server_label: 'nowhere', tools: [] };
  expect(verdicts({ ...prompt, ...stream(item) })).toEqual(['mcp-tools-dropped/warning']);
});

it('only remarks it where nothing is streamed', () => {
  expect(verdicts({ ...prompt, received: { output: [{ type: 'message' }] } })).toEqual([
    'mcp-tools-dropped/info',
  ]);
});

it('is quiet when the tools show', () => {
  const list = { type: 'mcp_list_tools', tools: [{ name: 'everything-echo' }] };
  expect(verdicts({ ...prompt, ...stream(list) })).toEqual([]);
  expect(verdicts({ ...prompt, received: { output: [{ type: 'mcp_tools_fetched' }] } })).toEqual([]);
});

it('is quiet when the model asks for a tool that only MCP can have brought', () => {
  const asked = { type: 'function_call', name: 'everything-echo' };
  const chat = {
    choices: [{ message: { tool_calls: [{ type: 'function', function: { name: 'everything-echo' } }] } }],
  };
  expect(verdicts({ ...prompt, received: { output: [asked] } })).toEqual([]);
  expect(verdicts({ ...prompt, received: chat })).toEqual([]);
  const own = {
    ...prompt.sent,
    tools: [...prompt.sent.tools, { type: 'function', name: 'everything-echo' }],
  };
  expect(verdicts({ ...prompt, sent: own, received: { output: [asked] } })).toEqual([
    'mcp-tools-dropped/info',
  ]);
});

it.each([
  ['an error event', { received: 'data: {"type":"error","code":"rate_limit_exceeded"}\n\n' }],
  ['a failed response', { received: 'data: {"type":"response.failed","response":{}}\n\n' }],
  ['a stream that was given up', { ...stream({ type: 'message' }), error: 'net::ERR_ABORTED' }],
])('does not blame the tools for %s', (_what, parts) => {
  expect(verdicts({ ...prompt, receivedType: 'text/event-stream', ...parts }).join()).not.toContain(
    'dropped',
  );
});

const REFUSED = 'Error: upstream authentication required (HTTP 401)';

describe('where a list of the server failed before', () => {
  const answer = { ...prompt, received: { output: [{ type: 'message' }] } };
  const failing = listed({ everything: { status: 'auth_required', http_status: 401 } });
  const working = listed({ everything: { status: 'ok', tool_count: 1 } });

  it('leads there, streamed or not', () => {
    const [finding] = inspect(working, failing, answer).findings;
    expect(finding).toMatchObject({
      rule: 'mcp-tools-dropped',
      level: 'warning',
      hop: 'gateway-to-server',
      why: expect.stringContaining('“everything”') as string,
    });
    expect(finding?.evidence.at(-1)).toMatchObject({
      exchange: 1,
      quote: 'litellm.ai/server_outcomes: everything: auth_required',
    });
  });

  it.each([
    ['it worked since', [failing, working, answer]],
    ['only a call failed', [{ sent: toolCall('everything-echo'), ...toolFailed(REFUSED) }, answer]],
    ['that was another server', [listed({ other: { status: 'unreachable' } }), answer]],
    ['that was another gateway', [{ ...failing, url: 'http://gateway.test/mcp/everything' }, answer]],
  ])('does not where %s', (_what, recording) => {
    expect(inspect(...recording).findings).toMatchObject([
      { rule: 'mcp-tools-dropped', level: 'info', hop: 'gateway' },
    ]);
  });
});
