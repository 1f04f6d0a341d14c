import { ROW_HEIGHT } from '../../src/panel/list/GridRow.tsx';

/** How large the list is where nothing is laid out. */
export const LIST = { width: 1000, rows: 20 };

const offsets = new WeakMap<Element, number>();

/**
 * Gives elements the sizes that a virtualised list asks for, and the list an offset within its rows, of which an event
 * tells a frame later: happy-dom lays nothing out.
 */
export function pretendLayout(): void {
  const isList = (element: Element) => element.matches('.grid-body');
  const height = (list: Element) =>
    Math.max(LIST.rows * ROW_HEIGHT, Number.parseFloat((list.firstElementChild as HTMLElement).style.height));
  const endOf = (list: Element) => list.scrollHeight - list.clientHeight;
  Object.defineProperties(HTMLElement.prototype, {
    clientHeight: {
      configurable: true,
      get(this: HTMLElement) {
        return isList(this) ? LIST.rows * ROW_HEIGHT : 0;
      },
    },
    scrollHeight: {
      configurable: true,
      get(this: HTMLElement) {
        return isList(this) ? height(this) : 0;
      },
    },
    scrollTop: {
      configurable: true,
      get(this: HTMLElement) {
        // What a list that got shorter loses of its offset is lost.
        if (isList(this)) offsets.set(this, Math.min(offsets.get(this) ?? 0, endOf(this)));
        return offsets.get(this) ?? 0;
      },
      set(this: HTMLElement, offset: number) {
        if (!isList(this)) return;
        offsets.set(this, Math.max(0, Math.min(offset, endOf(this))));
        requestAnimationFrame(() => this.dispatchEvent(new Event('scroll')));
      },
    },
  });
  Object.defineProperty(HTMLElement.prototype, 'offsetParent', {
    configurable: true,
    get(this: HTMLElement) {
      return this.parentElement;
    },
  });
  globalThis.ResizeObserver = class implements ResizeObserver {
    readonly #report: ResizeObserverCallback;

    constructor(report: ResizeObserverCallback) {
      this.#report = report;
    }

    observe(target: Element) {
      const height = target.matches('.grid-body') ? LIST.rows * ROW_HEIGHT : ROW_HEIGHT;
      const contentRect = new DOMRect(0, 0, LIST.width, height);
      queueMicrotask(() => this.#report([{ target, contentRect } as unknown as ResizeObserverEntry], this));
    }

    unobserve() {}

    disconnect() {}
  };
}
