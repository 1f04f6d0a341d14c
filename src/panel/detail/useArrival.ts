import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { bringIntoSight } from '../layout/into-sight.ts';

/**
 * Brings an element into sight and gives it the focus when it becomes the target of a jump.
 * @param target a new object at each jump; undefined while the element is not meant
 * @param name the element's class
 * @returns what the element needs for it: its ref, its classes, and that it can take the focus
 */
export function useArrival<E extends HTMLElement>(
  target: object | undefined,
  name = '',
): { readonly ref: RefObject<E | null>; readonly class: string; readonly tabIndex?: -1 } {
  const ref = useRef<E>(null);
  useEffect(() => {
    if (!target) return;
    const goal = ref.current?.querySelector<HTMLElement>('mark') ?? ref.current;
    if (goal) bringIntoSight(goal, 'center');
    ref.current?.focus({ preventScroll: true });
  }, [target]);
  return target ? { ref, class: `${name} arrived`.trim(), tabIndex: -1 } : { ref, class: name };
}
