import { type Phrase, phrases } from '../phrase.ts';
import type { Carrier } from '../refusal.ts';

/** A tool says all of that of what it fetches. */
const SAID_BY_SERVERS: readonly Carrier[] = ['http', 'json-rpc', 'rest'];

/** Words and codes of MCP and of its SDKs, which servers and gateways share. */
export const MCP: readonly Phrase[] = [
  ...phrases('MCP 2026-07-28, basic', [
    { reason: 'header-mismatch', says: /^-32020\b|header\/body mismatch|HeaderMismatch/, on: ['json-rpc'] },
    { reason: 'capability', says: /^-32021\b/, on: ['json-rpc'] },
    { reason: 'version', says: /^-32022\b|^-32004\b/, on: ['json-rpc'] },
    {
      reason: 'version',
      says: /Unsupported (?:MCP-Protocol-Version|protocol version)|\bprotocol[ -]version\b[^\n]{0,40} (?:is |are )?(?:not|only) supported\b/i,
      on: SAID_BY_SERVERS,
    },
  ]),
  ...phrases('RFC 6750 section 3.1; Google, Databricks and GitHub in words of their own', [
    {
      reason: 'token-scope',
      says: /"insufficient_scope"|\b(?:does not have|lacks|is missing) (?:the )?required (?:\w{1,20} )?scopes?\b(?:: ?"?(?<scope>[\w:./-]{1,100}))?|insufficient (?:authentication |oauth )?scopes?\b|ACCESS_TOKEN_SCOPE_INSUFFICIENT/i,
      on: SAID_BY_SERVERS,
    },
  ]),
  ...phrases('MCP 2025-11-25, client/elicitation, "URL mode"', [
    { reason: 'continuation', says: /\brequestState\b|\brequest[_ ]state\b/i, on: ['json-rpc', 'http'] },
    { reason: 'elicitation', says: /^-32042\b|(?:URLElicitationRequired|url elicitation required)/i },
  ]),
  ...phrases('modelcontextprotocol/python-sdk, typescript-sdk, go-sdk: streamable HTTP', [
    {
      reason: 'origin',
      says: /Invalid (?:Origin|Host) header|cross-origin request detected|Origin (?:header )?(?:is )?not allowed|Forbidden origin/i,
      on: SAID_BY_SERVERS,
    },
    {
      reason: 'size',
      says: /(?:body|payload|entity|message) (?:size )?(?:is )?(?:too large|(?:exceeds|exceeded|is over|is larger than) (?:the )?(?:\w{1,20} ){0,3}(?:limit|maximum|buffer|size))|exceeds the maximum (?:allowed )?(?:\w{1,20} )?size|\blength limit exceeded|PayloadTooLarge/i,
      on: SAID_BY_SERVERS,
    },
    {
      reason: 'session-limit',
      says: /\btoo many (?:\w{1,20} ){0,3}sessions\b|\b(?:maximum|max) (?:number of )?(?:\w{1,20} ){0,2}sessions (?:is |was )?(?:reached|exceeded)|\bsession (?:limit|quota) (?:is |was )?(?:reached|exceeded)/i,
      on: SAID_BY_SERVERS,
    },
    {
      reason: 'rate',
      says: /\brate[- ]limit(?:ed)?\b[^\n]{0,60}(?:exceeded|reached|hit|retry|try again)|\brate[- ]limited\b|\btoo many requests\b|\b(?:request|call)s? (?:was|were|is|are|got) throttled/i,
      on: SAID_BY_SERVERS,
    },
    {
      reason: 'media-type',
      says: /Content-Type must be|Invalid Content-Type|Unsupported Media Type|content type .{0,60} not supported/i,
      on: SAID_BY_SERVERS,
    },
    {
      reason: 'accept',
      says: /Not Acceptable|must accept (?:both )?(?:application\/json|text\/event-stream)/i,
      on: SAID_BY_SERVERS,
    },
    {
      reason: 'session',
      says: /(?:session (?:not found|id (?:is )?(?:invalid|unknown|expired)|expired|terminated|has been terminated)|(?:Missing|Invalid|Unknown|No valid) (?:mcp-)?session(?:[ -]id)?|(?:mcp-)?session(?:-id)? header is required|server not initialized)/i,
      on: SAID_BY_SERVERS,
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
  ...phrases(
    'agentgateway, Azure API Management, Envoy and servers of all kinds: a token is no good, said in the body alone',
    [
      {
        reason: 'token',
        says: /^40[13] [^\n]{0,300}?\b(?:(?<!c?[sx]rf )(?:token|jwt) (?:(?:is|was|has|uses) (?:been |missing or |an? )?(?:invalid|expired|malformed|revoked|unknown)|(?:is|was|did|could) not (?:be )?(?:verif|valid|recogni)|expired|verification fail)|(?:invalid|expired|malformed|revoked) (?:or (?:missing|expired|invalid|malformed|revoked) )?(?:(?:access|bearer|auth|authentication|agent|oauth) )?(?:token|jwt)\b)/i,
        on: ['http'],
      },
      { reason: 'token', says: /^401 [^\n]{0,2000}\n[^\n]{0,2000}"error": ?"invalid_token"/, on: ['http'] },
    ],
  ),
];
