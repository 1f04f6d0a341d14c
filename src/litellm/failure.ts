import type { Exchange } from '../exchange/exchange.ts';
import { isRecord } from '../mcp/json-rpc.ts';

/** An answer with an HTTP status of 400 or more. */
export interface Failure {
  readonly status: number;
  /** What the answer says of it: the error's message where the body has one of LiteLLM's forms, else the body's text. */
  readonly message: string;
}

/**
 * Reads a failed answer. LiteLLM says errors as `{"error": {"message"}}`, `{"error": "..."}`, `{"detail": "..."}`,
 * `{"detail": {"error" | "message"}}`, `{"error": "MCP request failed", "details": "..."}`, or plain text.
 * @returns undefined for a status below 400
 */
export function decodeFailure({ response }: Exchange): Failure | undefined {
  if (response.status < 400) return undefined;
  const text = response.body?.text ?? '';
  return { status: response.status, message: messageOf(text).trim() };
}

function messageOf(text: string): string {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return text;
  }
  return readMessage(json) ?? text;
}

function readMessage(json: unknown): string | undefined {
  if (typeof json === 'string') return json;
  if (!isRecord(json)) return undefined;
  const said = ['error', 'message', 'detail', 'details']
    .map((member) => readMessage(json[member]))
    .filter((message) => message !== undefined && message !== '');
  return said.length === 0 ? undefined : said.join(': ');
}
