import { readClock } from '../clock.ts';
import { levelOf, type ReadHead, type Words } from '../head.ts';
import type { FromPython } from '../python-line.ts';

/** `%(asctime)s - %(name)s:%(levelname)s: %(filename)s:%(lineno)s - %(message)s`, the time `%H:%M:%S` (litellm/_logging.py). */
const PLAIN =
  /^\d\d:\d\d:\d\d - LiteLLM[\w .]{0,30}:(DEBUG|INFO|WARNING|ERROR|CRITICAL): [\w.<>-]{0,100}:\d{1,6} - ?/;

/** What stands before the message where the root handler has another format: file, line and function. */
const PLACE = /^[\w.-]{1,100}\.py:\d{1,6} - (?:[\w<>]{1,100}\(\) - )?/;

/** What LiteLLM's command line prints while it starts, and the loggers' names that no handler has. */
const PRINTED =
  /^(?:#[ -]{10}|#? {0,20}'The worst thing|#? {0,20}(?:Give Feedback|Thank you for using LiteLLM)|#? {0,20}https:\/\/github\.com\/BerriAI|LiteLLM: Proxy initialized| {1,6}[█╗╔═╝╚║])/;

/** Reads LiteLLM's plain lines. */
export const readLitellm: ReadHead = (line) => {
  const plain = PLAIN.exec(line);
  if (!plain) return undefined;
  const [level, time] = [levelOf(plain[1]), readClock(line)];
  return {
    source: 'litellm',
    message: line.slice(plain[0].length),
    ...(level && { level }),
    ...(time && { time }),
  };
};

/** Reads what it prints while it starts. */
export const readLitellmPrinted: ReadHead = (line) =>
  PRINTED.test(line) ? { source: 'litellm', message: line.trim(), level: 'info' } : undefined;

/** What other handlers write of its loggers; mostly they repeat a plain line. */
export const litellmLogger: FromPython = ({ logger, message, ...others }) =>
  logger.startsWith('LiteLLM')
    ? { source: 'litellm', message: message.replace(PLACE, ''), mayRepeat: true, ...others }
    : undefined;

const URL = String.raw`https?:\/\/[^\s'",]{1,2000}`;

/** LiteLLM's words about MCP (litellm/proxy/_experimental/mcp_server, litellm/experimental_mcp_client; 1.100 to 1.110). */
export const LITELLM_WORDS: Words = {
  sayings: [
    { says: /^MCP client \w{1,40} failed - Error Type: /, happening: 'failed' },
    {
      says: new RegExp(`^MCP client (?:run_with_session|connection) failed(?: for (?<url>${URL})|:)`),
      happening: 'failed',
    },
    {
      says: new RegExp(
        `^MCP client timed out after (?<seconds>[\\d.]{1,10})s waiting for (?:a valid MCP response from )?(?<url>${URL})`,
      ),
      happening: 'failed',
    },
    {
      says: new RegExp(
        `^(?:MCP client )?tool call timed out after (?<seconds>[\\d.]{1,10})s for (?<url>${URL})`,
        'i',
      ),
      happening: 'failed',
    },
    {
      says: /^(?:Error|Timeout while|Connection error while|Task cancelled while) listing tools from (?<server>[^\s:]{1,200})/,
      happening: 'failed',
    },
    { says: /^Failed to get tools from server (?<server>[^\s:]{1,200})/, happening: 'failed' },
    { says: /^Error getting \w{1,20} from server (?<server>[^\s:]{1,200}):/, happening: 'failed' },
    {
      says: /^Upstream initialize instructions prefetch failed for (?<server>[^\s:]{1,200}):/,
      happening: 'failed',
    },
    {
      says: /^MCP list_tools: omitting (?<server>[^\s;]{1,200}); it needs upstream auth/,
      happening: 'failed',
    },
    { says: /^MCP health check failed for (?<server>[^\s:]{1,200})/, happening: 'failed' },
    {
      says: /^MCP server (?<server>\S{1,200}) answered (?<status>\d{3}) to (?<rpcMethod>[\w/]{1,60})/,
      happening: 'failed',
    },
    {
      says: /^(?:HTTPException|Unexpected error) in MCP tool call: (?:(?<status>\d{3}): )?/,
      happening: 'failed',
    },
    {
      says: /^MCP mcp_server_tool_call - error: (?:Tool (?<tool>[^\s]{1,200}) not found)?/,
      happening: 'failed',
    },
    { says: /^Error handling MCP request: /, happening: 'failed' },
    { says: /^MCP client list_tools was cancelled/, happening: 'failed' },
    { says: /^litellm\.proxy\.proxy_server\.\w{1,60}\(\): Exception occured - /, happening: 'failed' },
    { says: /^Guardrail blocked MCP tool call/, happening: 'failed' },
    { says: /^Reject(?:ing|ed) MCP (?:request|initialize)/, happening: 'failed' },
    { says: /^MCP OAuth: rejecting redirect_uri/, happening: 'failed' },
    { says: /^Unhandled exception in request/, happening: 'failed' },
    { says: /^MCP session ID '/, happening: 'session' },
    { says: /^MCP routing to stateful manager \(session=(?<session>[\w-]{1,8})\.\.\./, happening: 'session' },
    { says: /^Terminating session: /, happening: 'session' },
    { says: new RegExp(`^MCP client listed \\d{1,6} \\w{1,20} from (?<url>${URL})`), happening: 'listed' },
    { says: /^Successfully fetched \d{1,6} tools from server (?<server>[^\s,]{1,200})/, happening: 'listed' },
    { says: /^MCP client calling tool '(?<tool>[^']{1,200})'/, happening: 'called' },
    { says: /^MCP client tool call '(?<tool>[^']{1,200})' completed/, happening: 'called' },
    {
      says: new RegExp(`^(?:Connecting to url: |MCP client listing tools from )(?<url>${URL})`),
      happening: 'connecting',
    },
    { says: /^_get_tools_from_server for (?<server>\S{1,200}?)\.\.\./, happening: 'connecting' },
    {
      says: /^(?:exchange_token_with_server|register_client_with_server|_prefetch_oauth_creds_for_user): /,
      happening: 'login',
    },
    {
      says: /^MCP request mcp_servers \(header\/path\): \['(?<server>[^']{1,200})'\]/,
      happening: 'received',
    },
    { says: /^(?:MCP Server started|LiteLLM: Proxy initialized)/, happening: 'started' },
  ],
  details: [
    new RegExp(`, Server: (?<url>${URL})`),
    /, Tool: (?<tool>[^,\n]{1,200}), /,
    new RegExp(`(?:Client|Server) error '(?<status>\\d{3})[^'\n]{0,80}' for url '(?<url>${URL})'`),
    /\bsession (?:ID )?'(?<session>[\w.-]{8,200})'/,
    /\blitellm_call_id=(?<callId>[\w-]{1,100})/,
  ],
};
