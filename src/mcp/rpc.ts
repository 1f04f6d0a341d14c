import type { Body, Exchange } from '../exchange/exchange.ts';
import { arrayIn, memberOf, textIn } from '../exchange/json.ts';
import { memoize } from '../exchange/memoize.ts';
import { readEventStream } from './event-stream.ts';
import { type ReadMessages, type RpcId, type RpcMessage, readMessages } from './json-rpc.ts';
import { isUnfinished, settled } from './unfinished.ts';

/** JSON-RPC as it stood in an exchange's two bodies. */
export interface Rpc {
  readonly sent: readonly RpcMessage[];
  readonly received: readonly RpcMessage[];
  /** Why a body that should hold JSON-RPC could not be read, one line each. */
  readonly problems: readonly string[];
}

/**
 * Reads the JSON-RPC of an exchange.
 * @returns undefined when neither body holds any, which is so for most of the web
 */
export function decodeRpc({ request, response, streamEvents }: Exchange): Rpc | undefined {
  const sent = readBody(request.body);
  const received =
    response.body?.text === undefined && streamEvents ? readEvents(streamEvents) : readBody(response.body);
  if (sent.messages.length === 0 && received.messages.length === 0) return undefined;
  return {
    sent: sent.messages,
    received: received.messages.map(settled),
    problems: [
      ...(sent.problem ? [`request body: ${sent.problem}`] : []),
      ...(received.problem ? [`response body: ${received.problem}`] : []),
    ],
  };
}

function readBody(body: Body | undefined): ReadMessages {
  const text = body?.text ?? '';
  if (body?.mimeType === 'text/event-stream') return readEvents(readEventStream(text));
  return /^\s*[[{]/.test(text) ? readMessages(text) : { messages: [] };
}

/** The legacy transport's `endpoint` event holds an URL, not JSON-RPC (MCP 2024-11-05, HTTP with SSE). */
function readEvents(events: readonly { readonly event: string; readonly data: string }[]): ReadMessages {
  const messages: RpcMessage[] = [];
  let problem: string | undefined;
  for (const { event, data } of events) {
    if (event === 'endpoint' || data === '') continue;
    // The first problem says enough; another stream of this page may hold a hundred thousand.
    if (problem !== undefined && !MAY_BE_MESSAGE.test(data)) continue;
    const read = readMessages(data);
    for (const message of read.messages) messages.push(message);
    problem ??= read.problem;
  }
  return { messages, ...(problem === undefined ? {} : { problem }) };
}

/** The member that every message has, however it is spelled. */
const MAY_BE_MESSAGE = /jsonrpc|\\u/;

/** The tool that an exchange calls, the first of several; undefined where it calls none. */
export const calledTool = ({ sent }: Pick<Rpc, 'sent'>): string | undefined =>
  sent.map(toolCalled).find((name) => name !== undefined);

/** The requests of an exchange by method, in the order sent; notifications too. */
export function methodsOf(rpc: Rpc): readonly string[] {
  return rpc.sent.flatMap((message) => ('method' in message ? [message.method] : []));
}

/**
 * Ids of the requests that no result and no error of the exchange answers, in the order sent. A subscription is answered by its
 * acknowledgement: its result comes only when the server ends it (MCP 2026-07-28, basic/patterns/subscriptions).
 */
export function unansweredIds({ sent, received }: Rpc): readonly RpcId[] {
  const answered = new Set(received.flatMap((message) => ('id' in message ? [message.id] : [])));
  const isListening = received.some(
    (message) => 'method' in message && message.method === 'notifications/subscriptions/acknowledged',
  );
  return sent.flatMap((message) =>
    message.type === 'request' &&
    !answered.has(message.id) &&
    !(isListening && message.method === 'subscriptions/listen')
      ? [message.id]
      : [],
  );
}

/** The tool that a `tools/call` request names; undefined for every other message. */
export function toolCalled(message: RpcMessage): string | undefined {
  return message.type === 'request' && message.method === 'tools/call'
    ? textIn(message.params, 'name')
    : undefined;
}

/** The parameter that says what a method is called on. */
const CALLED_ON: ReadonlyMap<string, string> = new Map([
  ['tools/call', 'name'],
  ['prompts/get', 'name'],
  ['resources/read', 'uri'],
  ['resources/subscribe', 'uri'],
  ['resources/unsubscribe', 'uri'],
  ['tasks/get', 'taskId'],
  ['tasks/update', 'taskId'],
  ['tasks/cancel', 'taskId'],
  ['tasks/result', 'taskId'],
]);

/**
 * What a method is called on: the name of a tool or a prompt, the URI of a resource (MCP 2025-11-25, server features), the id of a task.
 * @returns undefined for every other message
 */
export function calledOn(message: RpcMessage): string | undefined {
  const member = 'method' in message ? CALLED_ON.get(message.method) : undefined;
  return member !== undefined && 'params' in message ? textIn(message.params, member) : undefined;
}

/** The tool names of a `tools/list` result; undefined when the message is no such result. */
export const toolsListed = memoize((message: RpcMessage): readonly string[] | undefined => {
  if (message.type !== 'result' || isUnfinished(message)) return undefined;
  if (!Array.isArray(memberOf(message.result, 'tools'))) return undefined;
  return arrayIn(message.result, 'tools').flatMap((tool) => textIn(tool, 'name') ?? []);
});

/** A tool's result: whether the tool failed, and its text (MCP 2025-06-18, server/tools, "Error Handling"). */
export interface ToolResult {
  readonly isError: boolean;
  readonly text: string;
}

/** The result of a `tools/call`, told by its `content`; undefined when the message is no such result. */
export function toolResult(message: RpcMessage): ToolResult | undefined {
  if (message.type !== 'result' || isUnfinished(message)) return undefined;
  if (!Array.isArray(memberOf(message.result, 'content'))) return undefined;
  const text = arrayIn(message.result, 'content').flatMap((part) => textIn(part, 'text') ?? []);
  return { isError: memberOf(message.result, 'isError') === true, text: text.join('\n') };
}
