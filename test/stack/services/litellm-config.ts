/** What the gateway's configuration points at. URLs of MCP endpoints, origins of the rest. */
export interface Upstreams {
  readonly masterKey: string;
  readonly everything: string;
  readonly guarded: string;
  /** The part of it that wants another scope. */
  readonly admin: string;
  readonly staticToken: string;
  readonly authorizationServer: string;
  readonly machine: { readonly id: string; readonly secret: string };
  /** Nobody listens there. */
  readonly down: string;
  readonly model: string;
  readonly moody: string;
}

/**
 * LiteLLM's configuration file: one alias for each way an operator can set an MCP server up.
 * @param settings more lines of `litellm_settings`
 */
export function litellmConfig(to: Upstreams, settings: readonly string[] = []): string {
  return `general_settings:
  master_key: ${to.masterKey}
litellm_settings:
${['telemetry: false', ...settings].map((line) => `  ${line}`).join('\n')}
model_list:
  - model_name: local
    litellm_params: { model: openai/local, api_base: ${to.model}/v1, api_key: throwaway }
mcp_servers:
  # Public: nothing is sent upstream.
  everything: { url: ${to.everything}, transport: http }
  # Every user needs a token of their own.
  guarded: &guarded
    url: ${to.guarded}
    transport: http
    auth_type: oauth2
    oauth2_flow: authorization_code
    authorization_url: ${to.authorizationServer}/auth
    token_url: ${to.authorizationServer}/token
    registration_url: ${to.authorizationServer}/reg
    issuer: ${to.authorizationServer}
    scopes: [mcp]
  # Every user logs in through the gateway, and sends the token along with each call.
  personal: &personal { <<: *guarded, delegate_auth_to_upstream: true }
  # The same for a part of the server that wants more than the token allows.
  admin: { <<: *personal, url: ${to.admin} }
  # The gateway can't register clients with the authorization server.
  unregistered: { <<: *personal, registration_url: null, issuer: null }
  # The client's own Authorization is passed on, whatever it is, to a server that does not look at it.
  delegated: { <<: *guarded, url: ${to.everything}, delegate_auth_to_upstream: true }
  # The gateway logs in as itself.
  machine:
    {
      url: ${to.guarded},
      transport: http,
      auth_type: oauth2,
      oauth2_flow: client_credentials,
      client_id: ${to.machine.id},
      client_secret: ${to.machine.secret},
      token_url: ${to.authorizationServer}/token,
    }
  # A service account's token, and one that the server no longer takes.
  service: { url: ${to.guarded}, transport: http, auth_type: bearer_token, auth_value: ${to.staticToken} }
  expired: { url: ${to.guarded}, transport: http, auth_type: bearer_token, auth_value: throwaway-expired-token }
  # Nobody listens there.
  down: { url: ${to.down}, transport: http }
  # Behaves as a page tells it. The gateway waits a minute for its answers, or one second.
  moody: { url: ${to.moody}, transport: http }
  impatient: { url: ${to.moody}, transport: http, timeout: 1 }
  # The user's own token is passed on to the server, which wants it.
  delegating: { <<: *guarded, delegate_auth_to_upstream: true }
  # The page brings the token, in a header of the server's own.
  team_notes: { url: ${to.guarded}, transport: http, auth_type: bearer_token }
  # The page's Authorization is passed on because the operator names that header.
  forwarded: { url: ${to.guarded}, transport: http, extra_headers: [authorization] }
  # The operator names the parameters that a tool may be called with.
  limited: { url: ${to.everything}, transport: http, allowed_params: { echo: [language] } }
`;
}
