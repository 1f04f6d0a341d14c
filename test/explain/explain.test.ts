import { describe, expect, it } from 'vitest';
import { explain } from '../../src/explain/explain.ts';
import { nearestTo } from '../../src/explain/nearest.ts';

/** What people paste into public reports, each with where it was, and the rule that is about it. */
const PASTED: readonly (readonly [text: string, rule: string, source: string])[] = [
  ['Authentication Error, No api key passed in.', 'key-missing', 'BerriAI/litellm 13840'],
  [
    'litellm.proxy._types.ProxyException: Authentication Error, Invalid proxy server token passed. Received API Key = sk-...0000, Key Hash (Token) =88dc28d0. Unable to find token in cache or `LiteLLM_VerificationTokenTable`',
    'key-rejected',
    'BerriAI/litellm 9331',
  ],
  [
    'Streamable HTTP error: Error POSTing to endpoint: {"detail":"MCP server \'github\' not found"}',
    'server-alias-unknown',
    'BerriAI/litellm 15560',
  ],
  ['MCP error -32001: Session not found', 'session-expired', 'anthropics/claude-code 23831'],
  [
    "Access to fetch at 'http://localhost:4000/mcp' from origin 'http://localhost:6274' has been blocked by CORS policy: Response to preflight request doesn't pass access control check",
    'preflight-refused',
    'modelcontextprotocol/inspector',
  ],
  [
    'Error POSTing to endpoint (HTTP 406): {"jsonrpc":"2.0","error":{"code":-32000,"message":"Not Acceptable: Client must accept both application/json and text/event-stream"},"id":null}',
    'accept-header-incomplete',
    'modelcontextprotocol/typescript-sdk',
  ],
  ['Failed to load resource: net::ERR_CONNECTION_REFUSED', 'gateway-unreachable', 'Chromium'],
  [
    "Access to fetch at 'http://localhost:4000/mcp' from origin 'http://localhost:6274' has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present on the requested resource.",
    'response-hidden-by-cors',
    'modelcontextprotocol/inspector',
  ],
  [
    "HTTPStatusError: Client error '401 Unauthorized' for url 'http://upstream:8000/mcp'",
    'upstream-auth-required',
    'BerriAI/litellm 14069',
  ],
  ['ConnectError: All connection attempts failed', 'upstream-unreachable', 'LiteLLM’s troubleshooting guide'],
  ['Budget has been exceeded! Current cost: 10.2, Max budget: 10.0', 'budget-exceeded', 'BerriAI/litellm'],
  [
    'Rate limit exceeded for api_key: 88dc28. Limit type: requests. Current limit: 2, Remaining: 0',
    'rate-limited',
    'BerriAI/litellm',
  ],
  [
    'upstream connect error or disconnect/reset before headers. reset reason: connection failure',
    'edge-failed',
    'Envoy',
  ],
  [
    '<html><head><title>504 Gateway Time-out</title></head><body><center>nginx</center></body></html>',
    'edge-timeout',
    'nginx',
  ],
  ['error code: 1010', 'edge-refused', 'Cloudflare'],
  [
    'Unsupported MCP-Protocol-Version: 2026-07-28',
    'protocol-version-unsupported',
    'modelcontextprotocol/python-sdk',
  ],
  [
    "AADSTS50011: The redirect URI 'https://gateway.example/callback' specified in the request does not match the redirect URIs configured for the application",
    'redirect-uri-refused',
    'Microsoft Entra',
  ],
  [
    'invalid_grant: Refresh token is invalid or expired',
    'token-request-failed',
    'anthropics/claude-code 12614',
  ],
  ['User not allowed to call this tool.', 'key-not-permitted', 'BerriAI/litellm'],
  ['Guardrail raised an exception, Guardrail: pii, Message: blocked', 'guardrail-blocked', 'BerriAI/litellm'],
  ['{"error":{"message":"Invalid Origin header"}}', 'origin-refused', 'modelcontextprotocol/python-sdk'],
  [
    'McpError: MCP error -32602: Tool fetch_url not found',
    'tool-not-found',
    'modelcontextprotocol/typescript-sdk',
  ],
];

describe('what people paste', () => {
  it.each(PASTED)('%s', (text, rule) => {
    expect(explain(text)?.finding.rule).toBe(rule);
  });
});

describe('a message that is cut, or has something around it', () => {
  const around: readonly (readonly [how: string, wrap: (text: string) => string])[] = [
    ['by the TypeScript SDK', (text) => `McpError: MCP error -32603: ${text}`],
    ['by Python', (text) => `mcp.shared.exceptions.McpError: ${text}`],
    ['by a client, with the status', (text) => `Error: Error POSTing to endpoint (HTTP 403): ${text}`],
    ['as JSON', (text) => `Streamable HTTP error: ${JSON.stringify({ detail: text })}`],
    ['by a log', (text) => `ERROR ${text}`],
    ['cut short', (text) => text.slice(0, 45)],
  ];
  it.each(around)('is known all the same: %s', (_how, wrap) => {
    const text = "Tool 'drop' is not allowed for server github. Contact proxy admin to allow this tool.";
    expect(explain(wrap(text))?.finding.rule).toBe('tool-withheld');
  });
});

describe('whose the words are', () => {
  it('is said, with what it came in', () => {
    expect(explain('Budget has been exceeded! Key=a')).toMatchObject({ by: 'gateway', known: 'words' });
    expect(explain('error code: 1010')).toMatchObject({ by: 'edge', as: 'HTTP 400' });
    expect(explain('MCP error -32602: Unknown tool: x')).toMatchObject({ as: 'a JSON-RPC error' });
  });

  it('is not said where only the status is known', () => {
    expect(explain('HTTP 502: qwertz')).toMatchObject({ known: 'status', finding: { rule: 'edge-failed' } });
  });
});

describe('a message that nobody knows', () => {
  it.each(['qwertz uiop', 'Something went wrong', 'undefined', '{}', '<', '('])(
    'is not explained: %s',
    (text) => {
      expect(explain(text)).toBeUndefined();
    },
  );

  it('has what is nearest, at most three, of different reasons', () => {
    const near = nearestTo('the pinned list of tools for server github lacks this tool');
    expect(near[0]).toMatchObject({ reason: 'withheld' });
    expect(near[0]?.words).toContain('pinned tool list');
    expect(near.length).toBeLessThanOrEqual(3);
    expect(new Set(near.map(({ reason }) => reason)).size).toBe(near.length);
    expect(nearestTo('qwertz uiop')).toEqual([]);
  });

  it('shows no credential that stands in it', () => {
    const found = explain('Authentication Error, Received API Key = sk-throwaway-key-4711, Key Hash = 12');
    expect(JSON.stringify(found)).not.toContain('sk-throwaway-key-4711');
  });
});
