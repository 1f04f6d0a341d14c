import type { Level } from '../../diagnosis/rule.ts';
import { Icon } from '../layout/Icon.tsx';
import type { LevelCounts } from '../store/summary.ts';
import type { View } from '../store/view.ts';

interface Properties {
  readonly counts: LevelCounts;
  readonly view: View;
}

const CHIPS: readonly (readonly [Level, string])[] = [
  ['error', 'Errors'],
  ['warning', 'Warnings'],
  ['info', 'Infos'],
];

/** Show only exchanges with findings of the pressed levels; none pressed shows all. */
export function LevelChips({ counts, view }: Properties) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would draw a frame
    <div class="level-chips" role="group" aria-label="Levels">
      {CHIPS.map(([level, name]) => (
        <button
          key={level}
          type="button"
          class={`chip ${level}`}
          aria-pressed={view.levels.value.has(level)}
          onClick={() => view.toggleLevel(level)}
        >
          <Icon name={level} />
          {name} <span class="number">{counts[level]}</span>
        </button>
      ))}
    </div>
  );
}
