import { useEffect, useRef } from 'preact/hooks';
import { claim } from './focus.ts';

/** Ctrl (or Command) with a letter, wherever the focus is. */
export function useShortcuts(shortcuts: Readonly<Record<string, () => void>>) {
  const latest = useRef(shortcuts);
  latest.current = shortcuts;
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
      const action = latest.current[event.key.toLowerCase()];
      if (!action) return;
      claim(event);
      action();
    };
    addEventListener('keydown', listen, true);
    return () => removeEventListener('keydown', listen, true);
  }, []);
}
