import type { Happening, LogEvent, LogTime, SourceId } from './event.ts';

export type Level = NonNullable<LogEvent['level']>;

/** What the beginning of a line says of it. */
export interface Head {
  readonly source: SourceId;
  readonly time?: LogTime;
  readonly level?: Level;
  /** What the line says behind it, as it was written. */
  readonly message: string;
  /** Nothing of it can be in another line. */
  readonly isWhole?: true;
  /** Another handler may have written the same before. */
  readonly mayRepeat?: true;
  /** A traceback that the line holds, lines and all. */
  readonly traceback?: string;
  readonly traceId?: string;
}

/** How a source's lines begin. */
export type ReadHead = (line: string) => Head | undefined;

/**
 * What a source's words mean. Named groups are fields of an event: `method`, `url`, `status`, `server`, `tool`, `session`, `rpcMethod`,
 * `rpcId` or `rpcNumber`, `callId`, `port`, and for a duration `seconds` or `milliseconds`.
 */
export interface Saying {
  readonly says: RegExp;
  readonly happening: Happening;
}

/** A source's words: the first saying that fits is what happened; details are looked for in all of it. */
export interface Words {
  readonly sayings: readonly Saying[];
  readonly details: readonly RegExp[];
}

const LEVELS: ReadonlyMap<string, Level> = new Map([
  ['DEBUG', 'debug'],
  ['INFO', 'info'],
  ['WARNING', 'warning'],
  ['WARN', 'warning'],
  ['ERROR', 'error'],
  ['CRITICAL', 'error'],
]);

/** A level by the name that it has in logs; undefined for other words. */
export const levelOf = (name: string | undefined): Level | undefined => LEVELS.get(name?.toUpperCase() ?? '');
