import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { bringIntoSight } from '../layout/into-sight.ts';

/**
 * Brings an element into sight and gives it the focus when it becomes the target of a jump.
 * @param target a new object at each jump; undefined while the element is not meant
 * @returns the ref of the element, which needs `tabIndex={-1}`
 */
export function useArrival<E extends HTMLElement>(target: object | undefined): RefObject<E | null> {
  const element = useRef<E>(null);
  useEffect(() => {
    if (!target) return;
    const goal = element.current?.querySelector<HTMLElement>('mark') ?? element.current;
    if (goal) bringIntoSight(goal, 'center');
    element.current?.focus({ preventScroll: true });
  }, [target]);
  return element;
}
