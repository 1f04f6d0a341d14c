import { ROW_HEIGHT } from '../../src/panel/list/Grid.tsx';

/** How large the list is where nothing is laid out. */
export const LIST = { width: 1000, rows: 20 };

/** Gives elements the sizes that a virtualised list asks for: happy-dom lays nothing out. */
export function pretendLayout(): void {
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
