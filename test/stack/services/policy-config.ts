/** What the configuration points at: URLs of MCP endpoints, origins of the rest. */
interface Upstreams {
  readonly masterKey: string;
  readonly everything: string;
  readonly moody: string;
  readonly model: string;
}

/** The header in which a client names itself, and what the gateway lets in. */
const CLIENT = { header: 'x-mcp-client', name: 'demo-agent' };

/** Configuration of a second gateway, which refuses by policy what the first one lets through. LiteLLM 1.110 knows all of it. */
export function policyConfig(to: Upstreams): string {
  return `general_settings:
  master_key: ${to.masterKey}
  custom_auth: policy_keys.admit
  mcp_require_explicit_server_scope: true
  mcp_client_id_header: ${CLIENT.header}
  mcp_allowed_clients: [{ alias: Demo agent, value: ${CLIENT.name} }]
  mcp_disabled_capabilities: [prompts]
  mcp_advertised_versions: ['2025-03-26', '2025-06-18', '2025-11-25', '2026-07-28']
litellm_settings:
  telemetry: false
guardrails:
  - guardrail_name: no-secrets
    litellm_params:
      guardrail: litellm_content_filter
      mode: pre_mcp_call
      default_on: true
      blocked_words: [{ keyword: confidential, action: BLOCK }]
model_list:
  - model_name: local
    litellm_params: { model: openai/local, api_base: ${to.model}/v1, api_key: throwaway }
mcp_servers:
  everything: { url: ${to.everything}, transport: http }
  moody: { url: ${to.moody}, transport: http }
  # Some of the tools are kept from everybody.
  listed: { url: ${to.everything}, transport: http, allowed_tools: [get-sum] }
  unlisted: { url: ${to.everything}, transport: http, disallowed_tools: [echo] }
  # Every user has to bring a value of their own.
  variable:
    url: ${to.everything}
    transport: http
    static_headers: { x-api-token: '\${NOTES_TOKEN}' }
    env_vars: [{ name: NOTES_TOKEN, scope: user }]
`;
}
