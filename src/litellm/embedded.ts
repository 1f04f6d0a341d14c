/** MCP inside a call to a language-model route: tools of type `mcp`, and what the answer says of them. */
export interface EmbeddedMcp {
  /** `server_label` of every tool of type `mcp` in the request. */
  readonly labels: readonly string[];
  readonly calls: readonly { readonly name: string; readonly server?: string; readonly error?: string }[];
}
