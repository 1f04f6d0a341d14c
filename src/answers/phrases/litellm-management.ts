import { type Phrase, phrases } from '../phrase.ts';

const by = 'gateway' as const;

/** What LiteLLM says to those who look at its servers or change them: its dashboard, and programs that do as it does. */
export const LITELLM_MANAGEMENT: readonly Phrase[] = [
  ...phrases('proxy/management_endpoints/mcp_management_endpoints.py', [
    {
      reason: 'not-found',
      by,
      says: /\bMCP server (?:with id )?(?<server>[\w.:-]{1,100}|\[left out\]) not found/i,
      on: ['rest'],
    },
    {
      reason: 'not-found',
      by,
      says: /MCP Server not found, passed server_id=(?<server>[\w.:-]{1,100}|\[left out\])/,
      on: ['rest'],
    },
    { reason: 'disabled', by, says: /MCP (?<registry>registry) is not enabled/, on: ['rest'] },
    {
      reason: 'permission',
      by,
      says: /(?<role>not have permission to (?:view|create|update|edit|delete|approve|import|test) (?:temporary )?mcp servers?|Restricted virtual keys cannot query|PROXY_ADMIN users should use POST)/i,
      on: ['http', 'rest'],
    },
    {
      reason: 'parameters',
      by,
      says: /An MCP server with [^\n]{1,200} already exists|MCP Server with id [^\n]{1,100} (?:already exists|is special)|A toolset named '[^'\n]{1,100}' already exists|Submission is missing required fields|(?:Server name cannot contain|Invalid (?:MCP tool prefix|upstream_token_header|display name|config for MCP server)) |is only supported for auth_type|Registration requires an API key associated with a team|stdio MCP servers cannot be submitted|Provide session_id_prefix and\/or user_id|MCP server is already (?:active|rejected)|does not support BYOK credentials|User ID not found in token/,
      on: ['rest'],
    },
    {
      reason: 'configuration',
      by,
      says: /(?<own>mcp_required_fields contains unknown field names)/,
      on: ['rest'],
    },
    {
      reason: 'setup',
      by,
      says: /Direct credential storage is (?<login>disabled) for this server/,
      on: ['rest'],
    },
  ]),
  ...phrases('proxy/mcp_server/rest_endpoints.py; operations.py', [
    {
      reason: 'parameters',
      by,
      says: /tool_server_mismatch|but request specified server_id for/,
      on: ['rest', 'json-rpc'],
    },
  ]),
];
