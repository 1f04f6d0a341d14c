import { isRecord, parseJson } from '../exchange/json.ts';

export type RpcId = string | number | null;

/** One JSON-RPC 2.0 message, decoded. `json` is the message as it stood on the wire. */
export type RpcMessage =
  | {
      readonly type: 'request';
      readonly id: RpcId;
      readonly method: string;
      readonly params?: unknown;
      readonly json: unknown;
    }
  | {
      readonly type: 'notification';
      readonly method: string;
      readonly params?: unknown;
      readonly json: unknown;
    }
  | { readonly type: 'result'; readonly id: RpcId; readonly result: unknown; readonly json: unknown }
  | { readonly type: 'error'; readonly id: RpcId; readonly error: RpcError; readonly json: unknown };

export interface RpcError {
  readonly code: number;
  readonly message: string;
  readonly data?: unknown;
}

/** What a text holds as JSON-RPC: its messages, and why the rest of it could not be read. */
export interface ReadMessages {
  readonly messages: readonly RpcMessage[];
  readonly problem?: string;
}

/**
 * Reads a JSON-RPC 2.0 message or batch (JSON-RPC 2.0 sections 4 to 6; MCP allowed batches until 2025-03-26).
 * Never throws: text that is no JSON, or JSON that is no JSON-RPC, is a problem.
 */
export function readMessages(text: string): ReadMessages {
  const parsed = parseJson(text);
  if ('problem' in parsed) return { messages: [], problem: parsed.problem };
  const { json } = parsed;
  const each = Array.isArray(json) ? json : [json];
  const messages = each.flatMap((one) => readMessage(one) ?? []);
  return messages.length === each.length ? { messages } : { messages, problem: 'JSON, but not JSON-RPC 2.0' };
}

function readMessage(json: unknown): RpcMessage | undefined {
  if (!isRecord(json) || json['jsonrpc'] !== '2.0') return undefined;
  const { method, params } = json;
  const id = readId(json['id']);
  if (typeof method === 'string') {
    const withParams = params === undefined ? {} : { params };
    return id === undefined
      ? { type: 'notification', method, ...withParams, json }
      : { type: 'request', id, method, ...withParams, json };
  }
  if (isRecord(json['error']))
    return { type: 'error', id: id ?? null, error: readError(json['error']), json };
  if ('result' in json && id !== undefined) return { type: 'result', id, result: json['result'], json };
  return undefined;
}

function readId(id: unknown): RpcId | undefined {
  return typeof id === 'string' || typeof id === 'number' || id === null ? id : undefined;
}

/** An error object's members; one of another type than the standard's is empty. */
export function readError(error: Readonly<Record<string, unknown>>): RpcError {
  return {
    code: typeof error['code'] === 'number' ? error['code'] : 0,
    message: typeof error['message'] === 'string' ? error['message'] : '',
    ...(error['data'] === undefined ? {} : { data: error['data'] }),
  };
}
