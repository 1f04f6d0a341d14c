import type { DebugHeaders } from '../../litellm/debug-headers.ts';
import { methodsOf, type Rpc, toolCalled } from '../../mcp/rpc.ts';

/** LiteLLM's debug headers, decoded, as files and `diagnose --json` spell them: what it did not say is null. */
export interface DecodedDebug {
  readonly inboundAuth: DebugHeaders['inboundAuth'];
  readonly oauth2Token: NonNullable<DebugHeaders['oauth2Token']> | null;
  readonly resolution: string | null;
  readonly resolutions: Readonly<Record<string, string>> | null;
  readonly outboundUrl: string | null;
  readonly serverAuthType: string | null;
}

export function decodedDebug(debug: DebugHeaders): DecodedDebug {
  return {
    inboundAuth: debug.inboundAuth,
    oauth2Token: debug.oauth2Token ?? null,
    resolution: debug.resolution ?? null,
    resolutions: debug.resolutions ?? null,
    outboundUrl: debug.outboundUrl ?? null,
    serverAuthType: debug.serverAuthType ?? null,
  };
}

/** What an exchange says in JSON-RPC, without arguments and results. */
export interface RpcSummary {
  readonly methods: readonly string[];
  readonly tools: readonly string[];
  readonly results: number;
  readonly errors: readonly { readonly code: number; readonly message: string }[];
  readonly problems: readonly string[];
}

export function summaryOf({ sent, received, problems }: Rpc): RpcSummary {
  return {
    methods: methodsOf({ sent, received, problems }),
    tools: sent.flatMap((message) => toolCalled(message) ?? []),
    results: received.filter(({ type }) => type === 'result').length,
    errors: received.flatMap((message) =>
      message.type === 'error' ? [{ code: message.error.code, message: message.error.message }] : [],
    ),
    problems,
  };
}
