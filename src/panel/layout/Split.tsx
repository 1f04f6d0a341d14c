import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { SPLIT_LIMITS } from '../store/store.ts';

const WIDE = '(min-width: 860px)';
const STEP = 2;

interface Properties {
  readonly percent: number;
  readonly onPercent: (percent: number) => void;
  readonly first: ComponentChildren;
  readonly second: ComponentChildren;
}

/** Two panes, side by side where there is room and one above the other where not, and the border between them. */
export function Split({ percent, onPercent, first, second }: Properties) {
  const frame = useRef<HTMLDivElement>(null);
  const wide = useMedia(WIDE);

  const drag = (event: PointerEvent) => {
    const box = frame.current?.getBoundingClientRect();
    const held =
      event.currentTarget instanceof HTMLElement && event.currentTarget.hasPointerCapture(event.pointerId);
    if (!held || !box) return;
    const share = wide ? (event.clientX - box.left) / box.width : (event.clientY - box.top) / box.height;
    onPercent(Math.round(share * 100));
  };

  const keys = (event: KeyboardEvent) => {
    const moved = {
      [wide ? 'ArrowLeft' : 'ArrowUp']: percent - STEP,
      [wide ? 'ArrowRight' : 'ArrowDown']: percent + STEP,
      Home: SPLIT_LIMITS.least,
      End: SPLIT_LIMITS.most,
    }[event.key];
    if (moved === undefined) return;
    event.preventDefault();
    onPercent(moved);
  };

  return (
    <div class={wide ? 'split wide' : 'split'} ref={frame}>
      <div class="pane" id="list-pane" style={{ flexBasis: `${percent}%` }}>
        {first}
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: an hr takes no focus and holds no value */}
      <div
        role="separator"
        class="splitter"
        tabIndex={0}
        aria-label="Size of the list"
        aria-orientation={wide ? 'vertical' : 'horizontal'}
        aria-controls="list-pane"
        aria-valuenow={percent}
        aria-valuemin={SPLIT_LIMITS.least}
        aria-valuemax={SPLIT_LIMITS.most}
        onKeyDown={keys}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={drag}
      />
      <div class="pane second">{second}</div>
    </div>
  );
}

function useMedia(query: string): boolean {
  const [matches, setMatches] = useState(() => matchMedia(query).matches);
  useEffect(() => {
    const media = matchMedia(query);
    const listen = () => setMatches(media.matches);
    media.addEventListener('change', listen);
    return () => media.removeEventListener('change', listen);
  }, [query]);
  return matches;
}
