/**
 * Where a key moves the selection in the list.
 * @param current position of the active row; -1 when there is none
 * @param page how many rows a page is
 * @returns the new position, or undefined for a key that moves nothing
 */
export function moveBy(key: string, current: number, total: number, page: number): number | undefined {
  const target = {
    ArrowDown: current + 1,
    ArrowUp: current - 1,
    PageDown: current + page,
    PageUp: current - page,
    Home: 0,
    End: total - 1,
  }[key];
  return target === undefined || total === 0 ? undefined : Math.min(total - 1, Math.max(0, target));
}
