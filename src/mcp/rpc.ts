/** JSON-RPC as it stood in an exchange's two bodies. */
export interface Rpc {
  readonly sent: readonly RpcMessage[];
  readonly received: readonly RpcMessage[];
  /** Why a body that should hold JSON-RPC could not be read, one line each. */
  readonly problems: readonly string[];
}

export type RpcId = string | number | null;

/** One JSON-RPC 2.0 message, decoded. `json` is the message as it stood on the wire. */
export type RpcMessage =
  | { readonly type: 'request'; readonly id: RpcId; readonly method: string; readonly params?: unknown; readonly json: unknown }
  | { readonly type: 'notification'; readonly method: string; readonly params?: unknown; readonly json: unknown }
  | { readonly type: 'result'; readonly id: RpcId; readonly result: unknown; readonly json: unknown }
  | { readonly type: 'error'; readonly id: RpcId; readonly error: RpcError; readonly json: unknown };

export interface RpcError {
  readonly code: number;
  readonly message: string;
  readonly data?: unknown;
}
