/** What an exchange is. Names are those of `diagnose --json`. */
export type Kind = 'mcp' | 'mcp-rest' | 'llm' | 'oauth-metadata' | 'oauth' | 'preflight';
