import { describe, expect, it } from 'vitest';
import { createRedact } from '../../src/exchange/redact/redact.ts';
import { litellm } from '../../src/litellm/profile.ts';
import { readMessages } from '../../src/mcp/json-rpc.ts';
import { decodeRpc, methodsOf, toolCalled, toolResult, toolsListed } from '../../src/mcp/rpc.ts';
import { entry, type Parts } from '../har-entry.ts';

const rpcOf = (parts: Parts) => decodeRpc(createRedact(litellm())(entry(parts), 0));
const answer = { jsonrpc: '2.0', id: 1, result: { tools: [] } };

describe('readMessages', () => {
  it('tells requests, notifications, results and errors apart', () => {
    const batch = [
      { jsonrpc: '2.0', id: 'a', method: 'tools/list' },
      { jsonrpc: '2.0', method: 'notifications/initialized' },
      { jsonrpc: '2.0', id: 1, result: null },
      { jsonrpc: '2.0', id: null, error: { code: -32700, message: 'Parse error' } },
    ];
    const { messages, problem } = readMessages(JSON.stringify(batch));
    expect(messages.map(({ type }) => type)).toEqual(['request', 'notification', 'result', 'error']);
    expect(messages.map(({ json }) => json)).toEqual(batch);
    expect(problem).toBeUndefined();
  });

  it.each([
    ['no JSON', '{"jsonrpc":"2.0",', /^not JSON/],
    ['another JSON', '{"id":1,"method":"x"}', /not JSON-RPC/],
    ['version 1', '{"jsonrpc":"1.0","id":1,"method":"x"}', /not JSON-RPC/],
    ['a scalar', '3', /not JSON-RPC/],
    ['half a batch', '[{"jsonrpc":"2.0","method":"x"}, 3]', /not JSON-RPC/],
  ])('says so for %s', (_what, text, problem) => {
    expect(readMessages(text).problem).toMatch(problem);
  });

  it('is not fooled by __proto__ members', () => {
    const { messages } = readMessages('{"jsonrpc":"2.0","id":1,"__proto__":{"method":"x"},"result":{}}');
    expect(messages[0]?.type).toBe('result');
  });
});

describe('decodeRpc', () => {
  it('reads JSON bodies', () => {
    const rpc = rpcOf({ received: answer });
    expect(rpc && methodsOf(rpc)).toEqual(['tools/list']);
    expect(rpc?.received[0]).toMatchObject({ type: 'result', id: 1 });
  });

  it('reads event streams, whatever their line ends, and skips pings', () => {
    const received = `: ping\r\n\r\nevent: message\r\ndata: ${JSON.stringify(answer)}\r\n\r\nevent: ping\ndata:\n\n`;
    expect(rpcOf({ received, receivedType: 'text/event-stream; charset=utf-8' })?.received).toHaveLength(1);
  });

  it('keeps the messages of a stream that broke off', () => {
    const whole = `data: ${JSON.stringify(answer)}\n\n`;
    const rpc = rpcOf({
      received: `${whole}data: {"jsonrpc":"2.0","id":2,"resu`,
      receivedType: 'text/event-stream',
    });
    expect(rpc?.received).toHaveLength(1);
  });

  it('takes the browser’s stream messages where it kept no body', () => {
    const recorded = entry({ receivedType: 'text/event-stream' });
    delete recorded.response.content.text;
    Object.assign(recorded, {
      _eventSourceMessages: [{ time: 1.5, eventName: 'message', data: JSON.stringify(answer) }],
    });
    const exchange = createRedact(litellm())(recorded, 0);
    expect(decodeRpc(exchange)?.received).toHaveLength(1);
    expect(exchange.streamEvents?.[0]?.time).toBe(1500);
  });

  it('does not take the legacy endpoint event for JSON-RPC', () => {
    const received = 'event: endpoint\ndata: /messages?session_id=1\n\n';
    expect(rpcOf({ method: 'GET', received, receivedType: 'text/event-stream' })).toBeUndefined();
  });

  it('says what could not be read', () => {
    expect(rpcOf({ sent: '{"jsonrpc":', received: answer })?.problems[0]).toMatch(/^request body: not JSON/);
  });

  it('is absent where neither body is JSON-RPC', () => {
    expect(rpcOf({ sent: { model: 'x' }, received: '<html>', receivedType: 'text/html' })).toBeUndefined();
  });
});

describe('tool messages', () => {
  const messages = (body: unknown) => readMessages(JSON.stringify(body)).messages;

  it('names the tool called', () => {
    const [call] = messages({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'echo' } });
    expect(call && toolCalled(call)).toBe('echo');
  });

  it('reads listed names and a result’s words', () => {
    const [listed, ran] = messages([
      { jsonrpc: '2.0', id: 1, result: { tools: [{ name: 'a' }, { nameless: true }, { name: 'b' }] } },
      {
        jsonrpc: '2.0',
        id: 2,
        result: { isError: true, content: [{ type: 'text', text: 'no' }, { type: 'image' }] },
      },
    ]);
    expect(listed && toolsListed(listed)).toEqual(['a', 'b']);
    expect(ran && toolResult(ran)).toEqual({ isError: true, text: 'no' });
  });
});
