/** A route of the proxy, as an URL's path names it. */
export interface Route {
  readonly form: 'mcp' | 'mcp-rest' | 'sse' | 'llm' | 'metadata' | 'oauth';
  /** Server aliases the path names; empty on the aggregate endpoint. */
  readonly servers: readonly string[];
}
