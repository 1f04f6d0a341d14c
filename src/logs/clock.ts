import type { LogTime } from './event.ts';

/** A time at the beginning of a text, and how many characters it takes. */
export interface ReadTime {
  readonly time: LogTime;
  readonly length: number;
}

const DATED = /(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9}))?(Z|[+-]\d\d:?\d\d)?/y;

/** A date with its time (RFC 3339, Python's `asctime`), at a place in a text. */
export function readDated(text: string, from = 0): ReadTime | undefined {
  DATED.lastIndex = from;
  const found = DATED.exec(text);
  if (!found) return undefined;
  const [whole, year, month, day, hours, minutes, seconds, fraction, zone] = found;
  const at =
    Date.UTC(
      Number(year),
      Number(month) - 1,
      Number(day),
      Number(hours),
      Number(minutes),
      Number(seconds),
      fraction === undefined ? 0 : Math.floor(Number(`0.${fraction}`) * 1000),
    ) - offsetOf(zone);
  if (!Number.isFinite(at)) return undefined;
  const precision = fraction === undefined ? 'second' : 'millisecond';
  return {
    time: { at, precision, zone: zone === undefined ? 'local' : 'UTC', day: 'said' },
    length: whole.length,
  };
}

/** Milliseconds east of Greenwich. */
function offsetOf(zone: string | undefined): number {
  if (zone === undefined || zone === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return (zone[0] === '-' ? -minutes : minutes) * 60_000;
}

const CLOCK = /(\d\d):(\d\d):(\d\d)/y;

/** A time of day at a place in a text, as LiteLLM (`%H:%M:%S`) and syslog write it. */
export function readClock(text: string, from = 0): LogTime | undefined {
  CLOCK.lastIndex = from;
  const found = CLOCK.exec(text);
  if (!found) return undefined;
  const [, hours, minutes, seconds] = found;
  const at = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
  return { at, precision: 'second', zone: 'local', day: 'not said' };
}

/** Of two times of one line the one that says more: a day before none, a zone before none, and then the first. */
export function betterTime(one: LogTime | undefined, other: LogTime | undefined): LogTime | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return tells(other) > tells(one) ? other : one;
}

const tells = ({ day, zone, precision }: LogTime): number =>
  (day === 'said' ? 4 : 0) + (zone === 'UTC' ? 2 : 0) + (precision === 'millisecond' ? 1 : 0);
