import { LEVELS } from '../../diagnosis/rule.ts';
import { LEVEL_NAMES } from '../../words/hops.ts';
import { Icon } from '../layout/Icon.tsx';
import type { Store } from '../store/store.ts';

/** Show only exchanges with findings of the pressed levels; none pressed shows all. */
export function LevelChips({ store: { traffic, view } }: { readonly store: Store }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would draw a frame
    <div class="level-chips" role="group" aria-label="Levels">
      {LEVELS.map((level) => (
        <button
          key={level}
          type="button"
          class={`chip ${level}`}
          aria-pressed={view.levels.value.has(level)}
          onClick={() => view.toggleLevel(level)}
        >
          <Icon name={level} />
          {LEVEL_NAMES[level]}s <span class="number">{traffic.counts.value[level]}</span>
        </button>
      ))}
    </div>
  );
}
