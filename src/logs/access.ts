import type { LogEvent, LogTime, SourceId } from './event.ts';
import { detached, type Masking } from './mask-line.ts';

/** A line about a request that a server answered: `client - "METHOD target HTTP/1.1" status reason`. Reasons are words (RFC 9110 section 15). */
const ACCESS =
  /^(INFO: {1,10})?(?:[\da-f.:[\]]{2,45}:(\d{1,5}))? - "([A-Z]{3,10}) (\S{1,32000}) HTTP\/[\d.]{1,3}" (\d{3})(?: [A-Za-z' -]{0,40})?$/;

/** What an access line says, as it was written. */
export interface Access {
  /** Without the level. */
  readonly words: string;
  readonly port: number | undefined;
  readonly method: string;
  readonly target: string;
  readonly status: number;
}

/** Reads a whole access line, with uvicorn's level before it or none; undefined for others. */
export function readAccess(line: string): Access | undefined {
  const found = ACCESS.exec(line);
  if (!found) return undefined;
  const [whole, level, port, method = '', target = '', status] = found;
  return {
    words: level === undefined ? whole : whole.slice(level.length),
    port: port === undefined ? undefined : Number(port),
    method,
    target,
    status: Number(status),
  };
}

const METHODS: ReadonlyMap<string, string> = new Map(
  ['GET', 'POST', 'OPTIONS', 'DELETE', 'PUT', 'HEAD', 'PATCH'].map((method) => [method, method]),
);

/** The event of an access line. Most lines of a log are these, so it is made without anything that others need. */
export function accessEvent(
  source: SourceId,
  access: Access,
  line: number,
  time: LogTime | undefined,
  masking: Masking,
): LogEvent {
  const { words, port, method, target, status } = access;
  const url = masking.target(target);
  const event: { -readonly [Name in keyof LogEvent]: LogEvent[Name] } = {
    source,
    line,
    lines: 1,
    happening: 'answered',
    words: url === target ? detached(words) : words.replace(target, () => url),
    level: 'info',
    method: METHODS.get(method) ?? detached(method),
    url,
    status,
  };
  if (port !== undefined) event.port = port;
  if (time) event.time = time;
  return event;
}
