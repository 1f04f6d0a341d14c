import type { Head, ReadHead, Words } from '../head.ts';
import type { FromPython } from '../python-line.ts';

/** How Python's tracebacks begin; those of a group are drawn in a frame. */
const BEGINS = /^(?: {2}\+ Exception Group )?Traceback \(most recent call last\):/;
/** What asyncio says of exceptions that nobody took; without a handler it has no head. */
const NEVER_RETRIEVED = /^(?:_?[A-Z]\w{0,40} exception was never retrieved|future: <)/;
/** The last line of a traceback, alone: `httpx.ConnectError: All connection attempts failed`. */
const RAISED = /^(?:[a-z_]\w{0,60}\.){1,8}[A-Z]\w{0,80}(?:: |$)/;

/** Reads a traceback's first line. What comes behind it belongs to the same record. */
export const readTraceback: ReadHead = (line) =>
  BEGINS.test(line) || NEVER_RETRIEVED.test(line)
    ? { source: 'traceback', message: line.trim(), level: 'error' }
    : undefined;

/** asyncio's own, which are about such exceptions. */
export const asyncioLogger: FromPython = ({ logger, message, ...others }) =>
  logger === 'asyncio' ? { source: 'traceback', message, ...others } : undefined;

/** Reads a traceback whose beginning was cut off. */
export function readCutTraceback(line: string): Head | undefined {
  const isFrame = /^ {2}File "[^"\n]{1,1000}", line \d{1,9}/.test(line);
  if (!isFrame && !RAISED.test(line)) return undefined;
  return { source: 'traceback', message: line.trim(), level: 'error' };
}

export const TRACEBACK_WORDS: Words = {
  sayings: [
    { says: NEVER_RETRIEVED, happening: 'failed' },
    { says: RAISED, happening: 'failed' },
    { says: /^(?: {2}\+ Exception Group )?Traceback|^File "/, happening: 'failed' },
  ],
  details: [/(?:Client|Server) error '(?<status>\d{3})[^'\n]{0,80}' for url '(?<url>[^'\s]{1,2000})'/],
};
