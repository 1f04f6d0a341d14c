import { type Phrase, phrases } from '../phrase.ts';

/** Words and codes of MCP and of its SDKs, which servers and gateways share. */
export const MCP: readonly Phrase[] = [
  ...phrases('MCP 2026-07-28, basic', [
    { reason: 'header-mismatch', says: /^-32020\b|header\/body mismatch|HeaderMismatch/, on: ['json-rpc'] },
    { reason: 'capability', says: /^-32021\b/, on: ['json-rpc'] },
    { reason: 'version', says: /^-32022\b|^-32004\b/, on: ['json-rpc'] },
    { reason: 'version', says: /Unsupported (?:MCP-Protocol-Version|protocol version)/i },
  ]),
  ...phrases('MCP 2025-11-25, client/elicitation, "URL mode"', [
    { reason: 'continuation', says: /\brequestState\b|\brequest[_ ]state\b/i, on: ['json-rpc', 'http'] },
    { reason: 'elicitation', says: /^-32042\b|(?:URLElicitationRequired|url elicitation required)/i },
  ]),
  ...phrases('modelcontextprotocol/python-sdk, typescript-sdk, go-sdk: streamable HTTP', [
    {
      reason: 'origin',
      says: /Invalid (?:Origin|Host) header|cross-origin request detected|Origin (?:header )?(?:is )?not allowed|Forbidden origin/i,
    },
    {
      reason: 'size',
      says: /(?:request )?(?:body|payload|entity) (?:is )?too large|exceeds the maximum (?:allowed )?size|PayloadTooLarge/i,
    },
    {
      reason: 'media-type',
      says: /Content-Type must be|Invalid Content-Type|Unsupported Media Type|content type .{0,60} not supported/i,
    },
    {
      reason: 'accept',
      says: /Not Acceptable|must accept (?:both )?(?:application\/json|text\/event-stream)/i,
    },
    {
      reason: 'session',
      says: /(?:session (?:not found|id (?:is )?(?:invalid|unknown|expired)|expired|terminated|has been terminated)|(?:Missing|Invalid|Unknown|No valid) (?:mcp-)?session(?:[ -]id)?|session header is required)/i,
    },
    {
      reason: 'tool-not-found',
      says: /\bTool:? ?['"]?(?<tool>[^\s'"]{1,200})['"]? not found|(?:Unknown|No such) tool:? ?['"]?(?<name>[^\s'"]{1,200})|Tool not found:? ?['"]?(?<missing>[^\s'"]{1,200})/i,
      on: ['json-rpc', 'rest'],
    },
    // A tool says that of other things: only as all that it says is it about itself.
    {
      reason: 'tool-not-found',
      says: /^isError (?:Error: |MCP error -32602: )?(?:MCP )?(?:Tool ['"]?(?<tool>[^\s'"]{1,200})['"]? not found|(?:Unknown tool|Tool not found):? ?['"]?(?<name>[^\s'"]{1,200})['"]?)\.?\n/i,
      on: ['tool-result'],
    },
  ]),
  ...phrases('agentgateway, mcp guardrails', [
    { reason: 'guardrail', by: 'gateway', says: /mcpGuardrails rejected: (?<what>[^\n]{1,200})/ },
  ]),
];
