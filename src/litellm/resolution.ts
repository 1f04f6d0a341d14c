/**
 * What each label of `x-mcp-debug-auth-resolution` means, in one sentence for people. The first five are in every
 * generation, the rest came by LiteLLM 1.108. A label that is not here is shown as it came.
 */
export const RESOLUTIONS: Readonly<Record<string, string>> = {
  'no-auth': 'LiteLLM sends no credential to the MCP server.',
  'static-token': 'LiteLLM sends the fixed token from its own configuration of the server.',
  'm2m-client-credentials':
    'LiteLLM fetches a machine token with its own client id and secret; the user does not count.',
  'oauth2-passthrough': 'LiteLLM forwards the Authorization header of the request to the MCP server.',
  'per-request-header': 'LiteLLM forwards the credential that the request carried for this server.',
  'stored-user-token': 'LiteLLM sends the token it keeps for this user from an earlier login.',
  'token-exchange': 'LiteLLM exchanges the user’s token for one that is meant for the MCP server.',
  'id-jag': 'LiteLLM uses an identity assertion of the user’s organisation to get a token.',
  'aws-sigv4': 'LiteLLM signs the request with its AWS credentials.',
  'extra-headers': 'LiteLLM forwards headers of the request that the server’s configuration lists.',
  unresolved: 'No credential was chosen, because this answer needed no call to the MCP server.',
  multiple: 'Several servers, each with its own way; see the list.',
  'not-applicable': 'The server takes no credential over HTTP.',
  'resolution-failed': 'LiteLLM could not get the credential it is configured to use.',
};

/** Resolutions with which what the client sent in Authorization reaches the MCP server. */
export const FORWARDS_CLIENT_CREDENTIAL: ReadonlySet<string> = new Set([
  'oauth2-passthrough',
  'extra-headers',
  'per-request-header',
]);
