/** The rules that say why LiteLLM could not use an MCP server. */
export const UPSTREAM_RULES = [
  'upstream-unreachable',
  'upstream-auth-required',
  'upstream-forbidden',
  'upstream-timeout',
  'upstream-error',
] as const;
