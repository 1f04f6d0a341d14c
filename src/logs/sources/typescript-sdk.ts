import type { Head, Words } from '../head.ts';

/** Errors of the MCP TypeScript SDK by their class, versions 1 and 2. */
const CLASSES =
  'StreamableHTTPError|SseError|McpError|SdkHttpError|SdkError|ProtocolError|UnauthorizedError|IssuerMismatchError|RegistrationRejectedError|InsecureTokenEndpointError|AuthorizationServerMismatchError|InsufficientScopeError';
/** And by what they say where the class is `Error`. */
const SENTENCES =
  'Streamable HTTP error|Error POSTing to endpoint|Failed to open SSE stream|Failed to reconnect SSE stream|Failed to send cancellation|Maximum reconnection attempts|SSE stream disconnected|MCP error -\\d|fetch failed|This operation was aborted|Non-200 status code';

const BEGINS = new RegExp(
  `^(?:Uncaught )?(?:(?:${CLASSES})(?: \\[\\w{1,60}\\])?(?:: |$)|(?:(?:Type)?Error|DOMException \\[\\w{1,40}\\]): (?:${SENTENCES}))`,
);

/** Reads an error of the MCP TypeScript SDK, as Node and browsers print it. What they print behind it belongs to the same record. */
export function readTypescriptSdk(line: string): Head | undefined {
  const first = line.charCodeAt(0);
  // Each begins with one of `A`, `D`, `E`, `I`, `M`, `P`, `R`, `S`, `T` or `U`.
  if (first < 65 || first > 85 || !BEGINS.test(line)) return undefined;
  return { source: 'typescript-sdk', message: line, level: 'error' };
}

export const TYPESCRIPT_SDK_WORDS: Words = {
  sayings: [{ says: /^/, happening: 'failed' }],
  details: [
    /Error POSTing to endpoint \(HTTP (?<status>\d{3})\)/,
    /\(HTTP (?<status>\d{3})\)/,
    /\(code: (?<status>\d{3})\b/,
    /^ {2,8}code: (?<status>[1-5]\d\d)$/m,
  ],
};
