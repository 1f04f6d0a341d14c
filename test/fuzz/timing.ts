import type { Entry } from 'har-format';
import { readRefusals } from '../../src/answers/read.ts';
import { lookOf, readMask, splitMasks } from '../../src/exchange/mask.ts';
import { createInspector } from '../../src/inspect.ts';
import { decodeDebugHeaders } from '../../src/litellm/debug-headers.ts';
import { decodeEmbedded } from '../../src/litellm/embedded.ts';
import { decodeFailure } from '../../src/litellm/failure.ts';
import { decodeRpc } from '../../src/mcp/rpc.ts';
import { readChallenges } from '../../src/oauth/challenge.ts';
import { decodeMetadata } from '../../src/oauth/metadata.ts';
import { decodeStep } from '../../src/oauth/step.ts';
import { entryOf, exchangeOf } from './exchanges.ts';
import { SHAPES } from './shapes.ts';

const MEGABYTE = 1024 * 1024;
const SIZE = MEGABYTE / 4;
/** Milliseconds a MB that one parser may take, and redaction, all parsers and all rules together on a whole entry. */
const LIMIT = 50;
const LIMIT_OF_ENTRY = 150;

const inspect = (
  parts: Parameters<typeof exchangeOf>[0],
  change: (entry: Entry) => Entry = (entry) => entry,
) => createInspector().add(change(entryOf(exchangeOf(parts))));

function refusalsOf(parts: Parameters<typeof exchangeOf>[0]) {
  const exchange = exchangeOf(parts);
  const [rpc, failure, embedded] = [decodeRpc(exchange), decodeFailure(exchange), decodeEmbedded(exchange)];
  return readRefusals(exchange, {
    ...(rpc && { rpc }),
    ...(failure && { failure }),
    ...(embedded && { embedded }),
  });
}

const FORM = 'application/x-www-form-urlencoded';
const STREAM = 'text/event-stream';
const sent = JSON.stringify({ tools: [{ type: 'mcp' }] });

const SENT_HEADERS = ['authorization', 'cookie', 'location', 'accept', 'x-unknown', 'x-mcp-servers'];
const RECEIVED_HEADERS = [
  'set-cookie',
  'www-authenticate',
  'x-mcp-debug-inbound-auth',
  'x-mcp-debug-outbound-url',
];

/** What each parser does with one long text. The last ones are the whole way of an entry. */
const READERS: Readonly<Record<string, (text: string) => unknown>> = {
  'JSON-RPC': (received) => decodeRpc(exchangeOf({ received })),
  'event stream': (received) => decodeRpc(exchangeOf({ received, receivedType: STREAM })),
  ...Object.fromEntries(
    ['inbound-auth', 'oauth2-token', 'auth-resolutions'].map((name) => [
      `debug header ${name}`,
      (value: string) =>
        decodeDebugHeaders(exchangeOf({ responseHeaders: [{ name: `x-mcp-debug-${name}`, value }] })),
    ]),
  ),
  challenges: readChallenges,
  JWT: lookOf,
  'JWT, payload': (text) => lookOf(`eyJhIjoxfQ.${text}.c`),
  'masks, first': readMask,
  'masks, all': splitMasks,
  'OAuth step in an URL': (text) => decodeStep(exchangeOf({ method: 'GET', url: `http://x/?${text}` })),
  'OAuth step in a form': (text) => decodeStep(exchangeOf({ sent: text, sentType: FORM })),
  'OAuth registration': (text) => decodeStep(exchangeOf({ sent: text })),
  'OAuth metadata': (received) =>
    decodeMetadata(exchangeOf({ method: 'GET', url: 'http://x/.well-known/openid-configuration', received })),
  'OAuth metadata URL': (text) =>
    decodeMetadata(exchangeOf({ method: 'GET', url: `http://x/${text}/.well-known/openid-configuration` })),
  'embedded MCP': (received) => decodeEmbedded(exchangeOf({ sent, received })),
  'embedded MCP, streamed': (received) =>
    decodeEmbedded(exchangeOf({ sent, received, receivedType: STREAM })),
  'refusals, status': (received) => refusalsOf({ status: 500, received }),
  'refusals, error': (text) =>
    refusalsOf({ received: JSON.stringify({ jsonrpc: '2.0', id: 1, error: { code: -1, message: text } }) }),
  'refusals, isError': (text) =>
    refusalsOf({
      received: JSON.stringify({
        jsonrpc: '2.0',
        id: 1,
        result: { isError: true, content: [{ type: 'text', text }] },
      }),
    }),
  'refusals, model stream': (received) => refusalsOf({ sent, received, receivedType: STREAM }),
  'refusals, location': (value) =>
    refusalsOf({ status: 302, received: '', responseHeaders: [{ name: 'location', value }] }),
  failures: (text) => decodeFailure(exchangeOf({ status: 500, received: text })),
  'HAR, JSON body': (text) => inspect({ received: text }),
  'HAR, event stream': (text) => inspect({ received: text, receivedType: STREAM }),
  'HAR, form': (text) => inspect({ sent: text, sentType: FORM }),
  'HAR, multipart': (text) => inspect({ sent: text, sentType: 'multipart/form-data' }),
  'HAR, URL': (text) => inspect({ url: `http://127.0.0.1:4000/mcp?${text}` }),
  'HAR, path': (text) => inspect({ url: `http://127.0.0.1:4000/${text}` }),
  'HAR, base64': (text) =>
    inspect({ received: text }, (entry) => ({
      ...entry,
      response: { ...entry.response, content: { ...entry.response.content, encoding: 'base64' } },
    })),
  ...Object.fromEntries(
    SENT_HEADERS.map((name) => [
      `HAR, ${name}`,
      (value: string) => inspect({ requestHeaders: [{ name, value }] }),
    ]),
  ),
  ...Object.fromEntries(
    RECEIVED_HEADERS.map((name) => [
      `HAR, ${name}`,
      (value: string) => inspect({ status: 401, responseHeaders: [{ name, value }] }),
    ]),
  ),
};

export interface Slowest {
  readonly reader: string;
  readonly shape: string;
  /** Milliseconds for each MB of what the reader was given, the best of three runs. */
  readonly perMegabyte: number;
  readonly isTooSlow: boolean;
}

/**
 * Times every reader on every shape. The best of three, so that a busy machine makes nothing look slow, and what is slow
 * once more on a longer text, in which what an engine does once counts less.
 */
export function* timings(): Generator<Slowest> {
  for (const { shape, text } of SHAPES) {
    for (const [reader, read] of Object.entries(READERS)) {
      const limit = limitOf(reader);
      const quick = best(read, text, SIZE);
      const perMegabyte = quick > limit ? best(read, text, MEGABYTE) : quick;
      yield { reader, shape, perMegabyte, isTooSlow: perMegabyte > limit };
    }
  }
}

const limitOf = (reader: string): number => (reader.startsWith('HAR') ? LIMIT_OF_ENTRY : LIMIT);

/** Each run gets a text of its own: engines remember what they found in one. */
function best(read: (text: string) => unknown, textOf: (size: number) => string, size: number): number {
  const runs = [0, 1, 2].map(() => {
    const text = textOf(size);
    const [start, used] = [performance.now(), process.cpuUsage()];
    read(text);
    const { user, system } = process.cpuUsage(used);
    // Other processes make the first too long, the engine's other threads the second.
    const milliseconds = Math.min(performance.now() - start, (user + system) / 1000);
    return (milliseconds / text.length) * MEGABYTE;
  });
  return Math.min(...runs);
}
