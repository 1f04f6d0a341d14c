/**
 * Scrolls what an element is in until the element can be seen, within the panel only. `scrollIntoView`, and `focus`
 * without `preventScroll`, also scroll what is around the panel's frame: DevTools' own element, by 3 px, which cuts the
 * toolbar until DevTools close (Chromium 156).
 * @param block where it is to be from top to bottom: `center`, its beginning if it is higher than what scrolls, or
 * `nearest`, no further than it takes; sideways it is always the nearest
 */
export function bringIntoSight(element: Element, block: 'center' | 'nearest'): void {
  for (let box = element.parentElement; box; box = box.parentElement) {
    const { overflowX, overflowY } = getComputedStyle(box);
    const target = element.getBoundingClientRect();
    const outer = box.getBoundingClientRect();
    if (scrolls(overflowY)) {
      const from = target.top - outer.top - box.clientTop;
      const room = box.clientHeight - target.height;
      box.scrollTop += block === 'center' ? from - Math.max(0, room / 2) : nearest(from, room);
    }
    if (scrolls(overflowX)) {
      box.scrollLeft += nearest(target.left - outer.left - box.clientLeft, box.clientWidth - target.width);
    }
  }
}

/** Gives an element the focus where it can be seen. */
export function focusInSight(element: HTMLElement | null | undefined): void {
  element?.focus({ preventScroll: true });
  if (element) bringIntoSight(element, 'nearest');
}

const scrolls = (overflow: string): boolean => overflow === 'auto' || overflow === 'scroll';

/**
 * How far to scroll for something to be inside.
 * @param from where it begins, counted from where the inside begins
 * @param room how much longer the inside is
 */
function nearest(from: number, room: number): number {
  if (from < 0 || room < 0) return from;
  return Math.max(0, from - room);
}
