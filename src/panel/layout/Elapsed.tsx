import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { duration } from '../../report/words/quantity.ts';

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
      {duration(Math.max(0, now.value - since))}
    </span>
  );
}
