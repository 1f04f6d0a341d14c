import { accessEvent, readAccess } from './access.ts';
import { betterTime } from './clock.ts';
import type { Log, LogEvent, LogTime, SourceId } from './event.ts';
import { unglue } from './glued.ts';
import type { Head } from './head.ts';
import { readHead, readWeakHead } from './heads.ts';
import type { Masking } from './mask-line.ts';
import { createPartial } from './partial.ts';
import { createPrefixes } from './prefixes.ts';
import { type Draft, draftOf, takes } from './record.ts';
import { createRepeats } from './repeats.ts';
import { eventOf } from './tell.ts';

/** Of more events the last ones are kept. */
const MOST_EVENTS = 100_000;
/** So many are left out at once. */
const DROPPED = 25_000;
/** Each container may have something begun, so many at once. */
const MOST_DRAFTS = 256;

/** Makes events of lines. */
export interface Collect {
  /**
   * @param text a line as its program wrote it, with its prefix
   * @param count how many lines of the text it is
   */
  readonly add: (text: string, count: number) => void;
  /** Whether a line has a prefix. */
  readonly isPrefixed: (text: string) => boolean;
  readonly end: () => Omit<Log, 'name' | 'sources'> & { readonly sources: ReadonlySet<SourceId> };
}

export function createCollect(masking: Masking): Collect {
  const events: LogEvent[] = [];
  const repeats = createRepeats(events);
  const drafts = new Map<string, Draft>();
  const sources = new Set<SourceId>();
  let [lines, unread, dropped] = [0, 0, 0];
  const unprefix = createPrefixes((behind) => readHead(behind) !== undefined);
  const partial = createPartial();

  const keep = (event: LogEvent, mayRepeat = false): void => {
    repeats.add(event, mayRepeat);
    if (events.length < MOST_EVENTS + DROPPED) return;
    dropped += DROPPED;
    events.splice(0, DROPPED);
  };

  const finish = (draft: Draft): void => {
    const event = eventOf(draft, masking);
    if (event) keep(event, draft.head.mayRepeat);
  };

  const begin = (head: Head, line: number, label: string, time: LogTime | undefined): void => {
    sources.add(head.source);
    const better = betterTime(head.time, time);
    const access =
      head.source === 'litellm-json' || head.source === 'uvicorn' ? readAccess(head.message) : undefined;
    if (access) {
      keep(accessEvent(head.source, access, line, better, masking));
      return;
    }
    const draft = draftOf(head, line, better);
    if (head.isWhole) {
      finish(draft);
      return;
    }
    const before = drafts.get(label);
    drafts.delete(label);
    if (before) finish(before);
    drafts.set(label, draft);
    if (drafts.size <= MOST_DRAFTS) return;
    for (const [oldest, first] of drafts) {
      drafts.delete(oldest);
      finish(first);
      break;
    }
  };

  /** @returns whether some source knows it */
  const read = (piece: string, line: number, label: string, time: LogTime | undefined): boolean => {
    const draft = drafts.get(label);
    if (piece === '') {
      if (draft) draft.empty += 1;
      return true;
    }
    const head = readHead(piece);
    const isOpen = !head || head.source === 'traceback';
    if (isOpen && draft !== undefined && takes(draft, piece)) return true;
    if (draft && !isOpen) draft.behind += 1;
    const begun = head ?? readWeakHead(piece);
    if (begun) begin(begun, line, label, time);
    return begun !== undefined || piece.trim() === '';
  };

  return {
    add(text, count) {
      const line = lines + 1;
      lines += count;
      if (text === '') {
        read(text, line, '', undefined);
        return;
      }
      const access = text[0] === 'I' ? readAccess(text) : undefined;
      if (access) {
        sources.add('uvicorn');
        keep(accessEvent('uvicorn', access, line, undefined, masking));
        return;
      }
      const { label, time, ...own } = readHead(text) ? { text, label: '' } : unprefix(text);
      const whole = partial.add(label, own.text, own.isPartial === true);
      if (whole === undefined) return;
      const known = unglue(whole).map((piece) => read(piece, line, label, time));
      if (known.includes(false)) unread += count;
    },
    isPrefixed: (text) => unprefix(text).text !== text,
    end() {
      for (const draft of drafts.values()) finish(draft);
      events.sort((one, other) => one.line - other.line);
      const over = Math.max(0, events.length - MOST_EVENTS);
      return { events: events.slice(over), sources, lines, unread, dropped: dropped + over };
    },
  };
}
