import { Fragment } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { claim } from './focus.ts';
import { focusInSight } from './into-sight.ts';

export interface MenuItem {
  readonly label: string;
  /** Why it can't be chosen. */
  readonly whyNot?: string | undefined;
  readonly act: () => void;
}

/** A point of the window, in pixels. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

interface Properties {
  readonly title: string;
  readonly groups: readonly (readonly MenuItem[])[];
  /** Where its corner is, if it fits there. */
  readonly at: Point;
  /** Closed by a choice or a key, the focus goes back; by a click elsewhere it has gone already. */
  readonly onClose: (returnFocus: boolean) => void;
}

/** A context menu (ARIA Authoring Practices, "Menu"): arrows, Home, End and first letters move, Esc closes. */
export function Menu({ title, groups, at, onClose }: Properties) {
  const menu = useRef<HTMLDivElement>(null);
  const close = useRef(onClose);
  close.current = onClose;
  const typed = useRef({ text: '', time: 0 });
  const items = () => [...(menu.current?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? [])];

  useLayoutEffect(() => {
    const element = menu.current;
    if (!element) return;
    const { offsetWidth, offsetHeight } = element;
    element.style.left = `${inside(at.x, offsetWidth, innerWidth)}px`;
    element.style.top = `${inside(at.y, offsetHeight, innerHeight)}px`;
    items()[0]?.focus({ preventScroll: true });
  }, [at]);

  useLayoutEffect(() => {
    const outside = (event: Event) => {
      if (!(event.target instanceof Node && menu.current?.contains(event.target))) close.current(false);
    };
    const gone = () => close.current(false);
    const stops = new AbortController();
    const { signal } = stops;
    for (const type of ['scroll', 'pointerdown', 'wheel'])
      addEventListener(type, outside, { capture: true, signal });
    for (const type of ['blur', 'resize']) addEventListener(type, gone, { signal });
    return () => stops.abort();
  }, []);

  const keys = (event: KeyboardEvent) => {
    const all = items();
    const here = all.findIndex((item) => item.matches(':focus'));
    const to = {
      ArrowDown: (here + 1) % all.length,
      ArrowUp: (here - 1 + all.length) % all.length,
      Home: 0,
      End: all.length - 1,
    }[event.key];
    if (to !== undefined) focusInSight(all[to]);
    else if (event.key === 'Escape' || event.key === 'Tab') onClose(true);
    else if (event.key.length === 1 && event.key !== ' ' && !event.ctrlKey && !event.metaKey) {
      typed.current = typing(typed.current, event);
      focusInSight(startingWith(all, typed.current.text, here));
    } else return;
    claim(event);
  };

  return (
    <div
      role="menu"
      class="menu"
      aria-label={title}
      tabIndex={-1}
      ref={menu}
      onKeyDown={keys}
      onContextMenu={(event) => event.preventDefault()}
    >
      <p class="menu-title" aria-hidden="true">
        {title}
      </p>
      {groups.map((group, index) => (
        <Fragment key={index}>
          {index > 0 && <hr />}
          {group.map(({ label, act, whyNot }) => (
            <button
              key={label}
              type="button"
              role="menuitem"
              tabIndex={-1}
              aria-disabled={whyNot !== undefined}
              title={whyNot}
              onPointerMove={(event) => event.currentTarget.focus({ preventScroll: true })}
              onClick={() => {
                if (whyNot !== undefined) return;
                onClose(true);
                act();
              }}
            >
              {label}
              {whyNot !== undefined && <span class="unseen">: {whyNot}</span>}
            </button>
          ))}
        </Fragment>
      ))}
    </div>
  );
}

const MARGIN = 4;

/** Where something of a size begins so that it ends inside. */
const inside = (wanted: number, size: number, available: number): number =>
  Math.max(MARGIN, Math.min(wanted, available - size - MARGIN));

const PAUSE = 700;

/** Letters in quick succession are one word. */
const typing = (
  before: { readonly text: string; readonly time: number },
  { key, timeStamp }: KeyboardEvent,
) => ({
  text: timeStamp - before.time < PAUSE ? before.text + key.toLowerCase() : key.toLowerCase(),
  time: timeStamp,
});

/** The next item that begins with a word; the same letter again goes on to the next one. */
function startingWith(items: readonly HTMLElement[], text: string, here: number): HTMLElement | undefined {
  const isOneLetter = new Set(text).size === 1;
  const word = isOneLetter ? text.charAt(0) : text;
  const from = isOneLetter ? here + 1 : Math.max(0, here);
  return [...items.slice(from), ...items.slice(0, from)].find((item) =>
    item.textContent?.trim().toLowerCase().startsWith(word),
  );
}
