/** How a call to the MCP server failed, in the statuses of LiteLLM's outcomes. */
export interface UpstreamFault {
  readonly status: 'unreachable' | 'auth_required' | 'forbidden' | 'timeout' | 'upstream_error';
  readonly httpStatus?: number;
  /** The server's URL, where the words name it. */
  readonly url?: string;
}

const HTTP_ERROR = /^HTTPStatusError: (?:Client|Server) error '(\d{3})\b[^']{0,80}' for url '([^']{1,2000})'/;
/** From 1.109 on (operations.py, exceptions.py). */
const SAID_STATUS =
  /^Error: upstream (?:authentication required \(HTTP (?=\d{3}\)$)|returned HTTP )(\d{3})\b/;
const BROKEN =
  /^(?:RemoteProtocolError: Server disconnected without sending a response\.|MCPError: Unexpected content type: [^\n]{1,100})$/;
const TIMEOUT =
  /^Error: (?:timeout|\{'error': 'timeout', 'message': 'MCP tool call timed out after [\d.]+s'\})$/;
const UNREACHABLE = /^ConnectError: All connection attempts failed$/;
const CUT_OFF = /^MCPError: SSE stream ended without a response$/;

/**
 * Reads the words with which LiteLLM, in place of a tool's result, says that the call did not get through: the name and
 * text of its own exception (httpx, the MCP client; recorded with 1.100 and 1.108). A tool may call some web service and
 * fail in the same words: who knows the server's URL has to compare `url`.
 * @returns undefined for every other text
 */
export function readUpstreamFault(text: string): UpstreamFault | undefined {
  const [, code, url] = HTTP_ERROR.exec(text) ?? [];
  if (code !== undefined && url !== undefined) {
    const httpStatus = Number(code);
    return { status: faultOf(httpStatus), httpStatus, url };
  }
  const [, said] = SAID_STATUS.exec(text) ?? [];
  if (said !== undefined) {
    const httpStatus = Number(said);
    return { status: faultOf(httpStatus), httpStatus };
  }
  if (BROKEN.test(text)) return { status: 'upstream_error' };
  if (TIMEOUT.test(text)) return { status: 'timeout' };
  if (UNREACHABLE.test(text)) return { status: 'unreachable' };
  return CUT_OFF.test(text) ? { status: 'upstream_error' } : undefined;
}

/** The words of such a fault at the beginning of a text, without what stands behind them; undefined where there are none. */
export const upstreamFaultIn = (text: string): string | undefined =>
  FAULTS.map((words) => words.exec(text)?.[0]).find((words) => words !== undefined);

const FAULTS = [HTTP_ERROR, SAID_STATUS, BROKEN, TIMEOUT, UNREACHABLE, CUT_OFF];

/** The outcome that LiteLLM gives a server's HTTP status. */
export const faultOf = (httpStatus: number): UpstreamFault['status'] =>
  BY_HTTP_STATUS.get(httpStatus) ?? 'upstream_error';

const BY_HTTP_STATUS: ReadonlyMap<number, UpstreamFault['status']> = new Map([
  [401, 'auth_required'],
  [403, 'forbidden'],
  [504, 'timeout'],
]);
