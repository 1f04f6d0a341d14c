import type { LogTime } from './event.ts';
import type { Head } from './head.ts';
import { timestampIn } from './sources/claude-code.ts';

/** One thing that a log says, while its lines are read. */
export interface Draft {
  readonly head: Head;
  /** Of its first line, from 1. */
  readonly line: number;
  time: LogTime | undefined;
  /** How many lines it takes. */
  lines: number;
  /** Empty lines since the last one of them, which belong to it where another one follows. */
  empty: number;
  /** How many lines its container wrote since the last one of them. */
  behind: number;
  /** The message, as it was written. */
  text: string;
  /** What the exceptions of its traceback say, as they were written. */
  readonly raised: string[];
  traceback: 'none' | 'frames' | 'said';
  /** The traceback is of a group, and drawn in a frame. */
  isGroup: boolean;
}

/** Of longer messages the beginning says what happened. */
const MOST_CHARACTERS = 20_000;
const MOST_RAISED = 12;
const LONGEST_RAISED = 1000;

/** What may be behind a message of more than one line, and begins nothing. */
const CONTINUES =
  /^(?:[\s})\]]|$|Requester IP Address:|For more information check: |For further information visit |future: <|For troubleshooting)/;
/** What pydantic lists of a message that it does not take. */
const PATH = /^[\w.`[\],-]{1,300}$/;
const CHAINS = /^(?:During handling of the above exception|The above exception was the direct cause)/;
const BEGINS = 'Traceback (most recent call last):';
const GROUP = 'Exception Group Traceback';
/** The frame that is drawn around the tracebacks of a group. */
const DRAWN = /^ {1,40}(?:\| ?|\+[-+ ]{0,60}(?:\d{1,6} [-+ ]{0,60})?)/;

export function draftOf(head: Head, line: number, time: LogTime | undefined): Draft {
  const draft: Draft = {
    head,
    line,
    time,
    lines: 1,
    empty: 0,
    behind: 0,
    text: head.message,
    raised: [],
    traceback: 'none',
    isGroup: false,
  };
  if (head.source === 'traceback') {
    if (head.message.startsWith('File "')) draft.traceback = 'frames';
    else takesTraceback(draft, head.message);
  }
  for (const each of head.traceback?.split('\n') ?? []) takesTraceback(draft, each);
  return draft;
}

/** What is further away belongs to something else. */
const FURTHEST = 50;

/** Whether a line that begins nothing is a part of what was begun. It is taken then. */
export function takes(draft: Draft, line: string): boolean {
  const isTaken =
    draft.behind <= FURTHEST &&
    (takesTraceback(draft, line) || takesTime(draft, line) || takesMessage(draft, line));
  if (isTaken) {
    draft.lines += 1 + draft.empty;
    draft.empty = 0;
    draft.behind = 0;
  } else {
    draft.behind += 1;
  }
  return isTaken;
}

function takesMessage(draft: Draft, line: string): boolean {
  const { head, text } = draft;
  if (line.includes(BEGINS)) return false;
  if (head.source === 'typescript-sdk' && takesMember(draft, line)) return true;
  const continues =
    CONTINUES.test(line) ||
    (PATH.test(line) && text.includes('validation error')) ||
    (head.level === 'debug' && (text === '' || text.endsWith(':') || line[0] === '{'));
  if (continues && text.length < MOST_CHARACTERS) draft.text = `${text}\n${line}`;
  return continues;
}

/** What JavaScript prints of an error behind its message: where it was, and what caused it. */
function takesMember(draft: Draft, line: string): boolean {
  const [, cause] = /^ {2,8}\[cause\]: (.{1,1000})/.exec(line) ?? [];
  if (cause !== undefined && draft.raised.length < MOST_RAISED) draft.raised.push(cause);
  return cause !== undefined || /^ {2,12}at /.test(line);
}

function takesTime(draft: Draft, line: string): boolean {
  if (draft.head.source !== 'claude-code' || draft.time !== undefined) return false;
  draft.time = timestampIn(line);
  return draft.time !== undefined;
}

/** Python writes a traceback together with what it is about. */
function takesTraceback(draft: Draft, line: string): boolean {
  if (line.includes(BEGINS)) {
    if (draft.traceback === 'none' && draft.behind > 0) return false;
    draft.traceback = 'frames';
    draft.isGroup ||= line.includes(GROUP);
    return true;
  }
  if (draft.traceback === 'none') return false;
  const text = draft.isGroup ? line.replace(DRAWN, '') : line;
  if (text === '' || /^\s/.test(text) || CHAINS.test(text)) return true;
  const [last] = draft.raised.slice(-1);
  if (draft.traceback === 'said')
    return CONTINUES.test(text) || (PATH.test(text) && last?.includes('validation error') === true);
  draft.traceback = 'said';
  if (draft.raised.length === MOST_RAISED) draft.raised.pop();
  draft.raised.push(text.slice(0, LONGEST_RAISED));
  return true;
}
