import { readDated } from './clock.ts';
import type { LogTime } from './event.ts';
import { type Head, type Level, levelOf } from './head.ts';

/** A line of Python's logging. */
export interface PythonLine {
  readonly logger: string;
  readonly level?: Level;
  readonly time?: LogTime;
  readonly message: string;
}

/** `logging.basicConfig`: `LEVEL:logger:message`. */
const BASIC = /^(DEBUG|INFO|WARNING|ERROR|CRITICAL):([A-Za-z_][\w. -]{0,100}):/;

/** Common formats with a time: `- logger - LEVEL - `, `- LEVEL - logger - `, `LEVEL logger: `, `[LEVEL] logger: `. */
const DATED = [
  /^ - ([A-Za-z_][\w. -]{0,60}?) - (DEBUG|INFO|WARNING|ERROR|CRITICAL) - /,
  /^ - (DEBUG|INFO|WARNING|ERROR|CRITICAL) - ([A-Za-z_][\w.]{0,100}) - /,
  /^ {1,4}\[?(DEBUG|INFO|WARNING|ERROR|CRITICAL)\]? {1,8}\[?([A-Za-z_][\w.]{0,100})\]?:? /,
];

/** What a source makes of a line of one of its loggers; undefined of others. */
export type FromPython = (line: PythonLine) => Head | undefined;

/** Reads the head of a line of Python's logging; undefined where there is none. */
export function readPythonLine(line: string): PythonLine | undefined {
  const first = line.charCodeAt(0);
  if (first >= 48 && first <= 57) return dated(line);
  const basic = BASIC.exec(line);
  if (!basic) return undefined;
  const [whole, level, logger = ''] = basic;
  return { logger, ...withLevel(level), message: line.slice(whole.length) };
}

function dated(line: string): PythonLine | undefined {
  if (line[4] !== '-') return undefined;
  const read = readDated(line);
  if (!read) return undefined;
  const rest = line.slice(read.length, read.length + 300);
  for (const format of DATED) {
    const found = format.exec(rest);
    if (!found) continue;
    const [whole, one = '', other = ''] = found;
    const [level, logger] = levelOf(one) ? [one, other] : [other, one];
    return {
      logger,
      ...withLevel(level),
      time: read.time,
      message: line.slice(read.length + whole.length),
    };
  }
  return undefined;
}

function withLevel(name: string | undefined): { readonly level?: Level } {
  const level = levelOf(name);
  return level ? { level } : {};
}
