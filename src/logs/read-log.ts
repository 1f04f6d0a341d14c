import type { Gateway } from '../exchange/redact/gateway.ts';
import type { Secrets } from '../exchange/redact/secrets.ts';
import { litellm } from '../litellm/profile.ts';
import { createCollect } from './collect.ts';
import { type Log, SOURCES } from './event.ts';
import { readHead } from './heads.ts';
import { linesOf } from './lines.ts';
import { createMasking } from './mask-line.ts';
import { createUnwrap, wrappedAt } from './wrapped.ts';

/** So many lines show whether a terminal wrapped them. */
const FIRST_LINES = 500;

/**
 * Reads what programs logged. Lines of several programs may be mixed, prefixed by whatever collected them, glued or wrapped by pasting.
 * Nothing of the text is kept but events, whose credentials are masked; what no source knows is counted. Never throws.
 * @param text the log, or its pieces in order, cut anywhere
 * @param secrets of the recording that it goes with: equal credentials get equal tags
 * @param name of the file
 * @param gateway whose headers may be in it
 */
export function readLog(
  text: string | Iterable<string>,
  secrets: Secrets,
  name = '',
  gateway: Gateway = litellm(),
): Log {
  const collect = createCollect(createMasking(secrets, gateway));
  const lines = linesOf(typeof text === 'string' ? [text] : text);
  const first: string[] = [];
  for (let next = lines.next(); !next.done; next = lines.next()) {
    first.push(next.value);
    if (first.length === FIRST_LINES) break;
  }
  const begins = (line: string): boolean => readHead(line) !== undefined || collect.isPrefixed(line);
  const width = wrappedAt(first, begins);
  if (width === undefined) {
    for (const line of first) collect.add(line, 1);
    for (const line of lines) collect.add(line, 1);
  } else {
    const unwrap = createUnwrap(width, begins);
    const add = (line: string): void => {
      const whole = unwrap.add(line);
      if (whole) collect.add(whole.text, whole.count);
    };
    for (const line of first) add(line);
    for (const line of lines) add(line);
    const last = unwrap.end();
    if (last) collect.add(last.text, last.count);
  }
  const { sources, ...read } = collect.end();
  return { name, ...read, sources: SOURCES.filter((each) => sources.has(each)) };
}
