import type { Kind } from './recognise.ts';

/** Whether an exchange of this kind is a call that LiteLLM admits by key, rather than discovery, login or a preflight. */
export function isGatewayCall(kind: Kind): boolean {
  return kind === 'mcp' || kind === 'mcp-rest' || kind === 'llm';
}
