import type { ReadHead, Words } from '../head.ts';
import type { FromPython } from '../python-line.ts';

/** Loggers of the MCP Python SDK: by module in both versions; the session's is `client` in version 2. */
const LOGGER = /^(?:mcp(?:\.|$)|client$|fastmcp(?:\.|$)|FastMCP)/;

/** What it says where the program has no handler, or by the root logger. */
const WITHOUT_LOGGER =
  /^(?:notification handler for '[\w/]{1,80}' raised|Unexpected content type: |Failed to validate (?:request|notification): )/;

/** `DEBUG:mcp.client.streamable_http:...` of versions 1 and 2. */
export const pythonSdkLogger: FromPython = ({ logger, message, ...others }) =>
  LOGGER.test(logger) || (logger === 'root' && WITHOUT_LOGGER.test(message))
    ? { source: 'python-sdk', message, ...others }
    : undefined;

export const readPythonSdk: ReadHead = (line) =>
  WITHOUT_LOGGER.test(line) ? { source: 'python-sdk', message: line, level: 'warning' } : undefined;

const ID = String.raw`id=(?:'(?<rpcId>[^']{1,100})'|(?<rpcNumber>-?\d{1,20}))`;
const METHOD = String.raw`method='(?<rpcMethod>[\w/]{1,80})'`;

export const PYTHON_SDK_WORDS: Words = {
  sayings: [
    {
      says: new RegExp(
        `^Sending client message: (?:root=\\w{1,40}\\()?(?:jsonrpc='2\\.0' )?(?:${ID} )?${METHOD}`,
      ),
      happening: 'sent',
    },
    { says: /^Sending client message: /, happening: 'sent' },
    {
      says: new RegExp(`^SSE message: (?:root=\\w{1,40}\\()?jsonrpc='2\\.0',? ${ID},? error=`),
      happening: 'failed',
    },
    {
      says: new RegExp(`^SSE message: (?:root=\\w{1,40}\\()?jsonrpc='2\\.0',? ${ID}`),
      happening: 'received',
    },
    { says: /^SSE message: /, happening: 'received' },
    { says: /^Received session ID: (?<session>\S{1,200})/, happening: 'session' },
    { says: /^(?:Terminating session|Session termination failed|Session terminated)/, happening: 'session' },
    { says: /^Received (?<status>\d{3}) /, happening: 'received' },
    {
      says: /^(?:Connecting to StreamableHTTP endpoint|Connecting to SSE endpoint): (?<url>\S{1,2000})/,
      happening: 'connecting',
    },
    { says: /^GET stream disconnected, reconnecting/, happening: 'connecting' },
    {
      says: /^(?:GET SSE connection established|StreamableHTTP session manager started)/,
      happening: 'connected',
    },
    {
      says: /^(?:Error|Failed|GET stream error|SSE stream ended|Non-2xx body|Unexpected content type|notification handler for|Received exception|Request .{0,80} timed out)/,
      happening: 'failed',
    },
    {
      says: /^(?:Protected resource metadata|OAuth metadata|OAuth flow error|Token refresh failed|Using URL-based client ID|Authorization server changed|Authorization server metadata)[^:]{0,60}(?:: (?<url>https?:\S{1,2000}))?/,
      happening: 'login',
    },
    { says: /^read stream closed before request /, happening: 'failed' },
  ],
  details: [
    /^Sending client message: root=.{0,60000}, id=(?:'(?<rpcId>[^']{1,100})'|(?<rpcNumber>-?\d{1,20}))\)$/s,
    /method='tools\/call',? params=\{'name': '(?<tool>[^']{1,200})'/,
    /(?:Client|Server) error '(?<status>\d{3})[^'\n]{0,80}' for url '(?<url>[^'\s]{1,2000})'/,
  ],
};
