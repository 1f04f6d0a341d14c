/** A scope that LiteLLM asks for on an endpoint for several servers: which of them wants which permission. */
export interface ServerScope {
  /** The server's id in LiteLLM. */
  readonly server: string;
  readonly permission: string;
}

const FORM = /^litellm:mcp_scope:((?:[\da-f]{2}){1,500}):((?:[\da-f]{2}){1,500})$/i;

/**
 * Reads LiteLLM's own form of a scope, `litellm:mcp_scope:<hex of server_id>:<hex of permission>` (oauth_utils.py, 1.110).
 * @returns undefined for every other scope
 */
export function readServerScope(scope: string): ServerScope | undefined {
  const [, server, permission] = FORM.exec(scope) ?? [];
  return server === undefined || permission === undefined
    ? undefined
    : { server: decodeHex(server), permission: decodeHex(permission) };
}

const decodeHex = (hex: string): string =>
  new TextDecoder().decode(Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)));
