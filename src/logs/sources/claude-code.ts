import { readJson, textIn } from '../../exchange/json.ts';
import { readDated } from '../clock.ts';
import { type Head, levelOf, type Words } from '../head.ts';

/** The debug file: `[DEBUG] MCP server "name": text`; the time before it is taken off as a prefix. */
const DEBUG = /^\[(DEBUG|INFO|WARN|WARNING|ERROR)\] (?=MCP server "|\[?MCP\b|[A-Z[])/;

/** Reads a line of Claude Code's debug file, or of its files for each server, one JSON object a line. */
export function readClaudeCode(line: string): Head | undefined {
  const debug = DEBUG.exec(line);
  if (debug) return headOf(line.slice(debug[0].length), debug[1]);
  if (line.startsWith('MCP server "')) return headOf(line, 'DEBUG');
  return fromJson(line) ?? fromMember(line);
}

function headOf(message: string, levelName: string | undefined): Head {
  const level = levelOf(levelName);
  return { source: 'claude-code', message, ...(level && { level }) };
}

/** `{"debug"|"error": text, "timestamp", "sessionId", "cwd"}`; older files are one array of these. */
function fromJson(line: string): Head | undefined {
  const begin = line[0] === '[' || line[0] === ',' ? 1 : 0;
  if (!line.startsWith('{"debug":', begin) && !line.startsWith('{"error":', begin)) return undefined;
  const json = readJson(line.slice(begin).replace(/[,\]]{1,2}$/, ''));
  const text = textIn(json, 'debug') ?? textIn(json, 'error');
  const time = readDated(textIn(json, 'timestamp') ?? '')?.time;
  if (text === undefined || time === undefined) return undefined;
  return { ...headOf(text, textIn(json, 'error') === undefined ? 'DEBUG' : 'ERROR'), time, isWhole: true };
}

/** The same array over several lines, as it is kept by older versions. */
function fromMember(line: string): Head | undefined {
  const [, name, written] = /^ {2,8}"(debug|error)": ("(?:[^"\\]|\\.)*"),?$/.exec(line) ?? [];
  const text = readJson(written);
  return typeof text === 'string' ? headOf(text, name) : undefined;
}

/** The member behind it that says when. */
export const timestampIn = (line: string) => {
  const [, written] = /^ {2,8}"timestamp": "([\d:T.Z-]{19,30})",?$/.exec(line) ?? [];
  return written === undefined ? undefined : readDated(written)?.time;
};

/** Words of Claude Code 2.1; the name of the server comes before them. */
const SERVER = '^(?:MCP server "(?<server>[^"]{1,200})":? )?';
const says = (words: string): RegExp => new RegExp(SERVER + words);
const URL = String.raw`(?<url>https?:\/\/[^\s'",]{1,2000})`;

export const CLAUDE_CODE_WORDS: Words = {
  sayings: [
    { says: says(`Initializing HTTP transport to ${URL}`), happening: 'connecting' },
    { says: says('HTTP transport options: \\{"url":"(?<url>[^"]{1,2000})"'), happening: 'connecting' },
    { says: says(`Testing basic HTTP connectivity to ${URL}`), happening: 'connecting' },
    { says: says('(?:Starting connection|Initializing \\w{1,20} transport)'), happening: 'connecting' },
    {
      says: says('Successfully connected \\(transport: \\w{1,20}\\) in (?<milliseconds>\\d{1,9})ms'),
      happening: 'connected',
    },
    { says: says('Connection established with capabilities'), happening: 'connected' },
    {
      says: says('(?:HTTP |SSE )?[Cc]onnection failed(?: after (?<milliseconds>\\d{1,9})ms)?'),
      happening: 'failed',
    },
    { says: says('(?:HTTP|SSE) connection dropped after (?<seconds>\\d{1,9})s uptime'), happening: 'failed' },
    {
      says: says(
        '(?:Failed to reconnect|Maximum reconnection attempts|SSE GET-stream reconnection exhausted|Connection error|Connection timeout|Error|Got new credentials, but)',
      ),
      happening: 'failed',
    },
    {
      says: says('(?:MCP session expired|Retrying tool .{1,200} after session recovery)'),
      happening: 'session',
    },
    { says: says('Calling MCP tool: (?<tool>\\S{1,200})'), happening: 'called' },
    {
      says: says("Tool '(?<tool>[^']{1,200})' completed successfully in (?<milliseconds>\\d{1,9})ms"),
      happening: 'called',
    },
    { says: says("Tool '(?<tool>[^']{1,200})' failed after (?<seconds>\\d{1,9})s"), happening: 'failed' },
    { says: says('HTTP (?<status>\\d{3}): '), happening: 'failed' },
    {
      says: says(
        '(?:No client info found|Using redirect port|Generated new OAuth state|Starting SDK auth|Server URL: |Auth result|Cleared stored tokens|Redirection handling|Saving tokens|Token (?:expires|refresh)|No tokens|Authentication required|Found existing|\\w{1,20} OAuth)',
      ),
      happening: 'login',
    },
    { says: says('.{0,200}\\b(?:fail(?:ed|ure)|refused|timed out)\\b'), happening: 'failed' },
  ],
  details: [
    /\((?:code|HTTP|status)[: ] ?(?<status>\d{3})\b/,
    /\bHTTP (?<status>[45]\d\d)\b/,
    /\b[Ss]ession(?: ID)?:? ["']?(?<session>[\da-f]{32}|[\da-f]{8}-[\da-f-]{27})/,
  ],
};
