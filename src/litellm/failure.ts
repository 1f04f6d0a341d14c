import type { Exchange } from '../exchange/exchange.ts';
import { isRecord, memberOf, readJson } from '../exchange/json.ts';

/** A response with an HTTP status of 400 or more. */
export interface Failure {
  readonly status: number;
  /** What the response says of it: the error's message where the body has one of LiteLLM's forms, else the body's text. */
  readonly message: string;
}

/**
 * Reads a failed response. LiteLLM says errors as `{"error": {"message"}}`, `{"error": "..."}`, `{"detail": "..."}`,
 * `{"detail": {"error" | "message"}}`, `{"error": "MCP request failed", "details": "..."}`, or plain text.
 * @returns undefined for a status below 400
 */
export function decodeFailure({ response }: Exchange): Failure | undefined {
  if (response.status < 400) return undefined;
  const text = response.body?.text ?? '';
  return { status: response.status, message: messageOf(text).trim() };
}

/** LiteLLM nests no deeper; a body that does is quoted as it is. */
const DEEPEST = 3;

const messageOf = (text: string): string => readMessage(readJson(text), DEEPEST) ?? text;

function readMessage(json: unknown, depth: number): string | undefined {
  if (typeof json === 'string') return json;
  if (!isRecord(json) || depth === 0) return undefined;
  const said = ['error', 'message', 'detail', 'details']
    .map((name) => readMessage(memberOf(json, name), depth - 1))
    .filter((message) => message !== undefined && message !== '');
  return said.length === 0 ? undefined : said.join(': ');
}
