import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';

const TICK = 250;

const now = signal(Date.now());
let watchers = 0;
let timer: ReturnType<typeof setInterval> | undefined;

/** One timer for all, and none while nothing counts. */
function watch(): () => void {
  watchers += 1;
  now.value = Date.now();
  timer ??= setInterval(() => {
    now.value = Date.now();
  }, TICK);
  return () => {
    watchers -= 1;
    if (watchers > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** How long something lasts so far. Hidden from screen readers, which would read it without end. */
export function Elapsed({ since }: { readonly since: number }) {
  useEffect(watch, []);
  return (
    <span class="elapsed" aria-hidden="true">
      {inSeconds(Math.max(0, now.value - since))}
    </span>
  );
}

/** `7 s`, `2 min 5 s`: what counts is not read to the millisecond. */
function inSeconds(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
