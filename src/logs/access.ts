import type { LogEvent, LogTime, SourceId } from './event.ts';
import type { Masking } from './mask-line.ts';

/** A line about a request that a server answered: `client - "METHOD target HTTP/1.1" status reason`. Reasons are words (RFC 9110 section 15). */
const ACCESS =
  /^(?:INFO: {1,10})?(?:([\d.]{7,15}|\[?[\da-f:.]{2,45}\]?):(\d{1,5})|([\w.-]{0,100})) - "([A-Z]{3,10}) (\S{1,32000}) HTTP\/([\d.]{1,3})" (\d{3})( [A-Za-z' -]{0,40})?$/;

/** What an access line says, as it was written. */
export interface Access {
  readonly client: string;
  readonly port: number | undefined;
  readonly method: string;
  readonly target: string;
  readonly version: string;
  readonly status: number;
  readonly reason: string;
}

/** Reads a whole access line, with uvicorn's level before it or none; undefined for others. */
export function readAccess(line: string): Access | undefined {
  const found = ACCESS.exec(line);
  if (!found) return undefined;
  const [, host, port, name = '', method = '', target = '', version = '', status, reason = ''] = found;
  return {
    client: host === undefined ? name : `${host}:${port}`,
    port: port === undefined ? undefined : Number(port),
    method,
    target,
    version,
    status: Number(status),
    reason,
  };
}

/** The event of an access line. Most lines of a log are these, so it is made without anything that others need. */
export function accessEvent(
  source: SourceId,
  access: Access,
  line: number,
  time: LogTime | undefined,
  masking: Masking,
): LogEvent {
  const { client, port, method, target, version, status, reason } = access;
  const url = masking.target(target);
  return {
    source,
    line,
    lines: 1,
    happening: 'answered',
    words: `${client} - "${method} ${url} HTTP/${version}" ${status}${reason}`,
    ...(time && { time }),
    level: 'info',
    method,
    url,
    status,
    ...(port !== undefined && { port }),
  };
}
