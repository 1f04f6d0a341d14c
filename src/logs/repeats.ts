import { betterTime } from './clock.ts';
import type { LogEvent } from './event.ts';

/** A repetition comes after what other requests wrote meanwhile, but not long after. */
const MOST_WAITING = 32;
/** What repeats may be cut elsewhere. */
const TELLING = 200;

/** Puts together what two lines say of one thing. */
export interface Repeats {
  /** Notes an event. @returns the events that are complete */
  readonly add: (event: LogEvent, mayRepeat: boolean) => void;
}

/**
 * LiteLLM's root handler writes each of its lines again, and httpcore says what headers the answer has that httpx names next.
 * @param events to which events are added; those that say something again are put together with the first
 */
export function createRepeats(events: LogEvent[]): Repeats {
  let recent: { readonly key: string; readonly event: LogEvent }[] = [];
  let answers: LogEvent[] = [];

  const replace = (event: LogEvent, by: LogEvent): void => {
    const at = events.lastIndexOf(event);
    if (at !== -1) events[at] = by;
  };

  const repeated = (event: LogEvent): boolean => {
    const key = keyOf(event);
    const index = recent.findIndex((each) => each.key === key);
    const first = recent[index]?.event;
    if (!first) return false;
    recent.splice(index, 1);
    const time = betterTime(first.time, event.time);
    replace(first, { ...event, ...first, ...(time && { time }) });
    return true;
  };

  const answered = (event: LogEvent): LogEvent => {
    const index = answers.findIndex(({ status }) => status === event.status);
    const before = answers[index];
    if (!before?.headers) return event;
    answers.splice(index, 1);
    const at = events.lastIndexOf(before);
    if (at !== -1) events.splice(at, 1);
    return { ...event, headers: before.headers };
  };

  return {
    add(event, mayRepeat) {
      if (mayRepeat && repeated(event)) return;
      const isAnswer = event.source === 'httpx' && event.happening === 'answered';
      const added = isAnswer ? answered(event) : event;
      events.push(added);
      if (event.source === 'litellm' || event.source === 'litellm-json') {
        if (!mayRepeat) recent.push({ key: keyOf(event), event: added });
        if (recent.length > MOST_WAITING) recent = recent.slice(-MOST_WAITING / 2);
      }
      if (event.source === 'httpx' && event.headers) {
        answers.push(added);
        if (answers.length > MOST_WAITING) answers = answers.slice(-MOST_WAITING / 2);
      }
    },
  };
}

const keyOf = ({ level, words }: LogEvent): string => `${level} ${words.slice(0, TELLING)}`;
