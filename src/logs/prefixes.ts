import { readJson, textIn } from '../exchange/json.ts';
import { betterTime, readClock, readDated } from './clock.ts';
import type { LogTime } from './event.ts';

/** A line without what the program that collected it put before. */
export interface Unprefixed {
  readonly text: string;
  /** Which container or process wrote it; '' where nothing says. */
  readonly label: string;
  readonly time?: LogTime;
  /** The line goes on in the next one of its label. */
  readonly isPartial?: true;
}

interface Taken {
  readonly length: number;
  readonly label?: string;
  readonly time?: LogTime;
  readonly isPartial?: true;
}

/** `docker compose logs -t` and a log driver behind it write three. */
const MOST_PREFIXES = 4;
const MOST_LABELS = 1000;

/**
 * Starts a log, whose prefixes are learned from its lines: those of stern are known by what is behind them.
 * @param begins whether a text is how some source begins its lines
 */
export function createPrefixes(begins: (text: string) => boolean): (line: string) => Unprefixed {
  const sterns = new Set<string>();

  const stern = (text: string): Taken | undefined => {
    const found = STERN.exec(text);
    if (!found) return undefined;
    const label = found[0];
    if (!sterns.has(label)) {
      if (sterns.size >= MOST_LABELS || !begins(text.slice(label.length))) return undefined;
      sterns.add(label);
    }
    return { length: label.length, label };
  };

  return (line) => {
    let [text, label] = [line, ''];
    let time: LogTime | undefined;
    let isPartial: true | undefined;
    for (let count = 0; count < MOST_PREFIXES; count += 1) {
      const json = fromJsonFile(text);
      if (json) return { ...json, label };
      const taken = prefixOf(text) ?? stern(text);
      if (!taken) break;
      text = text.slice(taken.length);
      label += taken.label ?? '';
      time = betterTime(taken.time, time);
      isPartial ??= taken.isPartial;
    }
    return { text, label, ...(time && { time }), ...(isPartial && { isPartial }) };
  };
}

/** `kubectl logs --prefix`: `[pod/name/container] `. */
const KUBECTL = /^\[(pod\/[\w.-]{1,253}\/[\w.-]{1,80})\] ?/;
/** Docker compose: `litellm-1  | `. */
const COMPOSE = /^([A-Za-z][\w.-]{0,80}) {1,60}\|(?: |$)/;
/** Stern: `pod container `. */
const STERN = /^[a-z\d][a-z\d.-]{0,253}-[a-z\d.-]{1,40} [a-z\d][a-z\d.-]{0,80} /;
/** A container runtime's file: `2026-11-29T00:40:40Z stdout F `. */
const RUNTIME = /^ std(?:out|err) ([FP])(?: |$)/;
/** syslog and journalctl (RFC 3164 section 4.1): `Nov 29 00:40:40 host litellm[123]: `. */
const SYSLOG = /^[A-Z][a-z]{2} [ \d]\d (?=\d\d:\d\d:\d\d )/;
const PROCESS = /^ [\w.-]{1,253} ([\w./@-]{1,80}(?:\[\d{1,10}\])?):(?: |$)/;

function prefixOf(text: string): Taken | undefined {
  const first = text.charCodeAt(0);
  if (first === 91) {
    const [whole, label] = KUBECTL.exec(text) ?? [];
    return whole === undefined ? undefined : { length: whole.length, label: `${label} ` };
  }
  if (first >= 48 && first <= 57) return timed(text);
  const compose = COMPOSE.exec(text);
  if (compose) return { length: compose[0].length, label: `${compose[1]} ` };
  const syslog = SYSLOG.exec(text)?.[0].length;
  return syslog === undefined ? undefined : process(text, syslog, 8, readClock(text, syslog));
}

/** `docker logs -t`, `kubectl logs --timestamps`, a runtime's file, and `journalctl -o short-iso`. */
function timed(text: string): Taken | undefined {
  if (text[10] !== 'T') return undefined;
  const read = readDated(text);
  if (!read) return undefined;
  const { time, length } = read;
  const behind = text.slice(length, length + 400);
  const runtime = RUNTIME.exec(behind);
  if (runtime)
    return { length: length + runtime[0].length, time, ...(runtime[1] === 'P' && { isPartial: true }) };
  if (behind === '') return { length, time };
  return process(text, 0, length, time) ?? (behind[0] === ' ' ? { length: length + 1, time } : undefined);
}

/** A host and a process behind a time. */
function process(text: string, before: number, length: number, time: LogTime | undefined): Taken | undefined {
  const found = PROCESS.exec(text.slice(before + length, before + length + 400));
  if (!found || time === undefined) return undefined;
  return { length: before + length + found[0].length, label: `${found[1]} `, time };
}

/** Docker's own file, one JSON object a line: `{"log":"...\n","stream":"stdout","time":"..."}`. */
function fromJsonFile(text: string): Omit<Unprefixed, 'label'> | undefined {
  if (!text.startsWith('{"log":"')) return undefined;
  const json = readJson(text);
  const written = textIn(json, 'log');
  if (written === undefined) return undefined;
  const time = readDated(textIn(json, 'time') ?? '')?.time;
  return {
    text: written.replace(/\r?\n$/, ''),
    ...(time && { time }),
    ...(!written.endsWith('\n') && { isPartial: true }),
  };
}
