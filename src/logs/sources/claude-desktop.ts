import { type Head, levelOf, type Words } from '../head.ts';

/** `[name] [info] Message from client: {json} { metadata: undefined }`; the time before it is taken off as a prefix. */
const HEAD = /^\[(?!pod\/)([^\]\n]{1,200})\] \[(debug|info|warn|warning|error)\] /;

/** Reads a line of Claude Desktop's `mcp*.log`. */
export function readClaudeDesktop(line: string): Head | undefined {
  const found = HEAD.exec(line);
  if (!found) return undefined;
  const [whole, name, levelName] = found;
  const level = levelOf(levelName);
  return {
    source: 'claude-desktop',
    message: `[${name}] ${line.slice(whole.length)}`,
    ...(level && { level }),
  };
}

const says = (words: string): RegExp => new RegExp(String.raw`^\[(?<server>[^\]\n]{1,200})\] ${words}`);

export const CLAUDE_DESKTOP_WORDS: Words = {
  sayings: [
    { says: says('Message from client: '), happening: 'sent' },
    { says: says('Message from server: .{0,200}"error":'), happening: 'failed' },
    { says: says('Message from server: '), happening: 'received' },
    { says: says('Initializing server'), happening: 'connecting' },
    { says: says('Server started and connected'), happening: 'connected' },
    {
      says: says(
        '(?:Server transport closed|Client transport closed|Server disconnected|.{0,200}\\b[Ee]rror\\b|.{0,200}\\bfail(?:ed|ure)\\b)',
      ),
      happening: 'failed',
    },
  ],
  details: [
    /"method":"(?<rpcMethod>[\w/]{1,80})"/,
    /"id":(?:"(?<rpcId>[^"]{1,100})"|(?<rpcNumber>-?\d{1,20}))/,
    /"method":"tools\/call","params":\{"name":"(?<tool>[^"]{1,200})"/,
  ],
};
