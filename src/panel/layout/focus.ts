const FRAMES = 5;

/**
 * Gives an element the focus as soon as it can take it: what a render is about to make is not there yet, and the
 * virtualizer hides a new row until it has measured it.
 * @returns stops trying
 */
export function focusSoon(find: () => HTMLElement | null | undefined): () => void {
  let frame = 0;
  const attempt = (left: number) => {
    const element = find();
    element?.focus({ preventScroll: true });
    if ((!element || document.activeElement !== element) && left > 0) {
      frame = requestAnimationFrame(() => attempt(left - 1));
    }
  };
  attempt(FRAMES);
  return () => cancelAnimationFrame(frame);
}

/**
 * Keeps a key press from DevTools, which takes those that reach the document, handled or not: Esc opens its drawer,
 * Ctrl+L clears its console (forwardKeyboardEvent in Chromium's ExtensionAPI.ts).
 */
export function claim(event: KeyboardEvent): void {
  event.preventDefault();
  event.stopPropagation();
}

/** A key listener that acts on Esc. */
export function onEscape(act: () => void): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.key !== 'Escape') return;
    claim(event);
    act();
  };
}
