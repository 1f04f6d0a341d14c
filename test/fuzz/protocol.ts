import { deepEqual, ok } from 'node:assert/strict';
import fc from 'fast-check';
import { readEventStream } from '../../src/mcp/event-stream.ts';
import {
  decodeRpc,
  methodsOf,
  toolCalled,
  toolResult,
  toolsListed,
  unansweredIds,
} from '../../src/mcp/rpc.ts';
import { json, jsonText, mutated, or, words } from './arbitraries.ts';
import { exchangeOf } from './exchanges.ts';
import { type Property, property } from './property.ts';

const METHODS = ['initialize', 'tools/list', 'tools/call', 'ping', 'notifications/cancelled', 'x', ''];

const result = fc.record({
  tools: or(fc.array(fc.record({ name: or(words) }), { maxLength: 3 })),
  content: or(fc.array(fc.record({ type: fc.constant('text'), text: or(words) }), { maxLength: 2 })),
  isError: or(fc.boolean()),
});

/** A JSON-RPC message, with members of the wrong type now and then. */
export const message = fc.record({
  jsonrpc: or(fc.constant('2.0')),
  id: or(fc.oneof(fc.nat(9), fc.constantFrom('1', null))),
  method: or(fc.constantFrom(...METHODS)),
  params: or(fc.record({ name: or(words), arguments: json })),
  result: or(result),
  error: or(fc.record({ code: or(fc.integer()), message: or(words), data: json })),
});

const messages = fc.oneof(message, fc.array(message, { maxLength: 3 }));
const TYPES: ReadonlySet<string> = new Set(['request', 'notification', 'result', 'error']);

function readRpc(sent: string, received: string, receivedType: string): void {
  const rpc = decodeRpc(exchangeOf({ sent, received, receivedType }));
  if (!rpc) return;
  const read = [...rpc.sent, ...rpc.received];
  ok(read.length > 0);
  for (const one of read) {
    ok(TYPES.has(one.type));
    toolCalled(one);
    toolResult(one);
    ok(toolsListed(one)?.every((name) => typeof name === 'string') ?? true);
  }
  ok(unansweredIds(rpc).length <= rpc.sent.length);
  ok(methodsOf(rpc).every((method) => typeof method === 'string'));
}

/** A line of an event, without its end; lines of data are JSON that may be split between tokens. */
const line = fc.oneof(
  words.map((text) => `data: ${text.replace(/[\r\n]/g, '')}`),
  fc.constantFrom(
    'data:',
    'data',
    'event: message',
    'event:endpoint',
    'id: 7',
    'retry: x',
    ': note',
    ':',
    'x: y',
  ),
  messages.map((each) => `data:${JSON.stringify(each)}`),
);

const eventStream = fc
  .tuple(fc.constantFrom('\n', '\r\n', '\r'), fc.array(fc.oneof(line, fc.constant('')), { maxLength: 8 }))
  .map(([end, lines]) => lines.map((each) => each + end).join(''));

/** The standard's own steps, as plainly as they can be written (WHATWG HTML section 9.2.6). */
function eventsByTheBook(text: string): readonly { event: string; data: string }[] {
  const events: { event: string; data: string }[] = [];
  let data: string[] = [];
  let event = '';
  for (const each of text.split(/\r\n|\r|\n/).slice(0, -1)) {
    const [, field = each, value = ''] = /^([^:]*)(?:: ?(.*))?$/s.exec(each) ?? [];
    if (each === '') {
      if (data.length > 0) events.push({ event, data: data.join('\n') });
      data = [];
      event = '';
    } else if (field === 'data') data.push(value);
    else if (field === 'event') event = value;
  }
  return events;
}

export const PROTOCOL: readonly Property[] = [
  property('JSON-RPC', fc.tuple(jsonText(messages), jsonText(messages)), ([sent, received]) => {
    readRpc(sent, received, 'application/json');
  }),
  property(
    'JSON-RPC, well-formed',
    fc.record({ id: fc.nat(9), method: fc.constantFrom(...METHODS), params: json }),
    (request) => {
      const rpc = decodeRpc(exchangeOf({ sent: JSON.stringify({ jsonrpc: '2.0', ...request }) }));
      deepEqual(rpc?.problems, []);
      deepEqual(rpc && methodsOf(rpc), [request.method]);
      deepEqual(rpc && unansweredIds(rpc), [request.id]);
    },
  ),
  property('event stream, mutated', fc.tuple(mutated(eventStream), fc.nat(1000)), ([text, cut]) => {
    const whole = readEventStream(text);
    const part = readEventStream(text.slice(0, Math.floor((cut / 1000) * text.length)));
    deepEqual(part, whole.slice(0, part.length));
    readRpc('', text, 'text/event-stream');
  }),
  property('event stream, by the book', eventStream, (text) => {
    deepEqual(readEventStream(text), eventsByTheBook(text));
  }),
  property('event stream, split', fc.tuple(message, fc.boolean()), ([one, crlf]) => {
    const end = crlf ? '\r\n' : '\n';
    const lines = JSON.stringify(one, null, 1)
      .split('\n')
      .map((each) => `data: ${each}${end}`);
    const read = (received: string) => decodeRpc(exchangeOf({ received, receivedType: 'text/event-stream' }));
    deepEqual(read(lines.join('') + end), read(`data: ${JSON.stringify(one)}\n\n`));
  }),
];
