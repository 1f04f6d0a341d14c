import { type Phrase, phrases } from '../phrase.ts';
import type { Carrier } from '../refusal.ts';

const by = 'gateway' as const;

/** Where LiteLLM plays the authorization server: its own endpoints, and the pages that people see there. */
const OF_LOGINS: readonly Carrier[] = ['oauth-error', 'http', 'rest'];

/** What LiteLLM says where it takes part in a login: as the client of a server's own, and as an authorization server itself. */
export const LITELLM_LOGINS: readonly Phrase[] = [
  ...phrases('proxy/mcp_server: oauth_identity_binding.py, discoverable_endpoints.py (token validation)', [
    {
      reason: 'account',
      by: 'authorization-server',
      says: /oauth_principal_mismatch|oauth_identity_binding_failed|the signed-in user does not match this connect flow|OAuth token rejected: '[^'\n]{1,100}' = |browser account does not match the selected credential owner/,
    },
  ]),
  ...phrases('proxy/mcp_server/discoverable_endpoints.py', [
    {
      reason: 'client-issuer',
      by: 'authorization-server',
      says: /OAuth client belongs to a different issuer/,
    },
    {
      reason: 'issuer',
      by,
      says: /<\/strong> invalid_issuer<|This authorization response came from a different identity provider|Unexpected authorization issuer/,
      on: OF_LOGINS,
    },
    {
      reason: 'login-state',
      by,
      says: /<body>Authentication incomplete\b|Failed to decrypt state parameter/,
      on: OF_LOGINS,
    },
    {
      reason: 'login-request',
      by,
      says: /This server requires PKCE: send code_challenge|code_verifier is required to redeem this authorization code|redirect_uri is required for the authorization_code grant on this server|redirect_uris is required to register a client with this server|application_type must be native or web/,
      on: OF_LOGINS,
    },
    {
      reason: 'grant',
      by,
      says: /Authorization code (?:was issued for a different MCP server|does not match this OAuth flow)|\b(?:live refresh envelope for this server|re-run authorization_code to obtain)/,
      on: OF_LOGINS,
    },
    {
      reason: 'configuration',
      by,
      says: /\bMCP server (?:authorization|token|registration)[\w ]{0,20} is not (?:configured|set)\b|Endpoint discovery anchored on the configured Issuer|OAuth endpoint discovery against the configured server url|run no resource discovery, so|client_id is required but was not supplied and is not stored|No client_id available for this MCP server|OAuth metadata discovery (?:timed out|returned incomplete metadata) for MCP server|the gateway's credentials, audience, or scope/,
      on: OF_LOGINS,
    },
    {
      reason: 'configuration',
      by,
      says: /(?<address>CIMD requires a (?:stable|configured) HTTPS PROXY_BASE_URL)/,
      on: OF_LOGINS,
    },
    { reason: 'no-login', by, says: /server_not_oauth2|does not use OAuth \(auth_type=/, on: OF_LOGINS },
  ]),
  ...phrases(
    'proxy/mcp_server: gateway_dcr_flow.py, bridge_token_flow.py, idp_token_exchange.py, id_jag_grant.py',
    [
      {
        reason: 'configuration',
        by,
        says: /(?<own>the gateway (?:has no master key|session signing configuration|is not configured to|could not resolve the litellm identity)|JWT auth is not enabled on this gateway|this gateway (?:has no database, so|maps IdP tokens to virtual keys|is not configured to|has no requesting apps)|so this gateway can redeem an identity assertion|JWT bridge minting is not supported|the gateway database reported a fault|its database reported a fault|authentication database reported a fault)/,
        on: ['oauth-error'],
      },
      {
        reason: 'configuration',
        by,
        says: /(?<address>set PROXY_BASE_URL to this gateway's public URL)/,
        on: ['oauth-error'],
      },
      {
        reason: 'configuration',
        by,
        says: /(?<service>the gateway database is unavailable|the authentication database is temporarily unreachable; retry|its identity provider or database is unavailable|the single-use record is unavailable|the gateway could not read this user's teams|client registration could not be saved)/,
        on: ['oauth-error'],
      },
      {
        reason: 'grant',
        by,
        says: /unknown or expired connect flow|this connect flow was already completed|the requested MCP server is no longer available|(?:the user|this user|the user for this grant) (?:is no longer|belongs to a team; sign in)|names no user the gateway knows|rejected by the gateway's JWT auth|the assertion has already been redeemed/,
        on: ['oauth-error'],
      },
      {
        reason: 'login-request',
        by,
        says: /this server issues a gateway-bound credential|scope must be litellm:mcp|the \/mcp audience or resource only grants|upstream permission (?:scope|does not match)|resource does not match the (?:scope|proxy API)|this gateway's origin or its \/mcp resource|send the x-litellm-team-id header naming the team|authorize the requested MCP server before finishing|PKCE is required: send code_challenge with/,
        on: ['oauth-error'],
      },
      {
        reason: 'setup',
        by,
        says: /(?<signin>sign in to LiteLLM to finish connecting|^HTTP 401 login_required$)/m,
        on: ['oauth-error'],
      },
      {
        reason: 'redirect-uri',
        by: 'authorization-server',
        says: /may only redirect to a loopback address/,
        on: ['oauth-error'],
      },
    ],
  ),
  ...phrases('proxy/mcp_server/outbound_credentials: types.py (CredError), resolver.py', [
    {
      reason: 'configuration',
      by,
      says: /^(?:-?\d{3,5}|isError Error:) (?:misconfigured: |not implemented: |precondition required: token exchange endpoint is not)/,
    },
    {
      reason: 'configuration',
      by,
      says: /^(?:-?\d{3,5}|isError Error:) (?<provider>upstream unavailable): /,
    },
    {
      reason: 'setup',
      by,
      says: /^(?:-?\d{3,5}|isError Error:) (?:(?<login>unauthorized): Authorization required: complete|precondition required: ID-JAG requires an identified caller)/,
    },
    {
      reason: 'setup',
      by,
      says: /^isError Error: (?<login>Missing or invalid subject token)/,
      on: ['tool-result'],
    },
  ]),
];
