import type { RefObject } from 'preact';
import { useCallback, useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { memoize } from '../../exchange/memoize.ts';
import type { Row } from '../rows/row.ts';
import { ROW_HEIGHT } from './GridRow.tsx';

interface Given {
  /** The recording whose rows these are, by its identity: another one after Clear. */
  readonly recording: object;
  readonly rows: readonly Row[];
  /** The filter that they passed. */
  readonly filter: string;
  /** Whether the list may go to its end by itself now. */
  readonly follows: boolean;
}

interface ListScroll {
  /** Of the element that scrolls. */
  readonly body: RefObject<HTMLDivElement | null>;
  /** Listens to its scroll events. */
  readonly onScroll: () => void;
  /** Brings a stretch of the list into sight, in pixels from its start. */
  readonly show: (start: number, size: number, by: 'person' | 'panel') => void;
}

/**
 * Keeps the newest row in sight while the person is at the end of the list. Only the person's own scroll leaves the end
 * and finds it again; a filter moves nobody. A recording's list is where it was left when the panel comes back to it.
 *
 * A scroll event does not tell who scrolled, and it comes a frame late, when there may be more rows. So each offset that
 * the panel or the layout caused is noted at once, and what differs from it later is the person's. This is not done with
 * virtua's `scrollToIndex`, which for 150 ms scrolls again when a row is measured, also against the person (virtua 0.54).
 */
export function useListScroll(given: Given): ListScroll {
  const body = useRef<HTMLDivElement>(null);
  const frame = useRef<number | undefined>(undefined);
  const drawn = useRef<Given | undefined>(undefined);
  const latest = useRef(given);
  latest.current = given;
  const { recording, rows, filter, follows } = given;

  const settle = useCallback((cause: 'render' | 'resize') => {
    const list = body.current;
    if (!list) return;
    if (isHidden(list)) {
      // No frame comes before the panel is in sight again, and nothing else tells of that.
      if (cause === 'render') {
        frame.current ??= requestAnimationFrame(() => {
          frame.current = undefined;
          settle('resize');
        });
      }
      return;
    }
    const before = drawn.current;
    const now = latest.current;
    drawn.current = now;
    const place = placeOf(now.recording);
    const isSame = before?.recording === now.recording;
    if (isSame && cause === 'render') judge(list, place);
    else scrollTo(list, place, place.offset);
    const isFiltered = isSame && before.filter !== now.filter;
    if (now.follows && place.atEnd && !isFiltered) scrollTo(list, place, list.scrollHeight);
    noteReach(list, place);
  }, []);

  useLayoutEffect(() => settle('render'), [recording, rows, filter, follows]);

  useEffect(() => {
    const list = body.current;
    if (!list) return undefined;
    // Panes and windows change their size without a render.
    const observer = new ResizeObserver(() => settle('resize'));
    observer.observe(list);
    return () => observer.disconnect();
  }, []);

  const onScroll = useCallback(() => {
    const list = body.current;
    if (!list || isHidden(list)) return;
    const place = placeOf(latest.current.recording);
    if (judge(list, place) === 'found' && latest.current.follows) scrollTo(list, place, list.scrollHeight);
  }, []);

  const show = useCallback((start: number, size: number, by: 'person' | 'panel') => {
    const list = body.current;
    if (!list || isHidden(list)) return;
    const place = placeOf(latest.current.recording);
    judge(list, place);
    const goal = Math.min(start, Math.max(start + size - list.clientHeight, list.scrollTop));
    if (by === 'panel') scrollTo(list, place, goal);
    else {
      list.scrollTop = goal;
      judge(list, place);
    }
  }, []);

  return { body, onScroll, show };
}

/** Where the list of a recording is. Offsets are in pixels. */
interface Place {
  /** The last offset whose cause is known. */
  offset: number;
  /** Whether the person is at the end. The list need not be there, as long as it does not follow. */
  atEnd: boolean;
  /** The largest offset that the person can scroll to: that of the list on the screen, where the newest rows come late. */
  reach: number;
}

const placeOf = memoize(
  (_recording: object): Place => ({ offset: 0, atEnd: true, reach: Number.POSITIVE_INFINITY }),
);

/** Without a box, as while another panel of DevTools is open, a list is at 0 and can't be scrolled. */
const isHidden = (list: HTMLElement): boolean => list.clientHeight === 0;

const endOf = (list: HTMLElement): number => list.scrollHeight - list.clientHeight;

function scrollTo(list: HTMLElement, place: Place, offset: number): void {
  list.scrollTop = offset;
  place.offset = list.scrollTop;
}

/** A browser may round an offset to device pixels. */
const ROUNDING = 1;

/**
 * Notes where the list is now, and what that means if the person scrolled it there: on the way up they leave the end, on
 * the way down they find it.
 */
function judge(list: HTMLElement, place: Place): 'found' | undefined {
  const offset = list.scrollTop;
  const moved = offset - place.offset;
  if (Math.abs(moved) <= ROUNDING) return undefined;
  const end = endOf(list);
  // A list that got shorter, or higher, stays within its end.
  const isLayout = moved < 0 && place.offset > end && offset >= end - ROUNDING;
  place.offset = offset;
  if (isLayout) return undefined;
  place.atEnd = moved > 0 && offset >= Math.min(end, place.reach) - ROW_HEIGHT;
  return place.atEnd ? 'found' : undefined;
}

/** So many frames after a list grew, the person scrolls all of it: Chromium scrolls what is on the screen, which comes late on a busy machine. */
const FRAMES = 4;

function noteReach(list: HTMLElement, place: Place): void {
  const end = endOf(list);
  const wait = (frames: number): void => {
    if (frames === 0) place.reach = end;
    else requestAnimationFrame(() => wait(frames - 1));
  };
  wait(FRAMES);
}
