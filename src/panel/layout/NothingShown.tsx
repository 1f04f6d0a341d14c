import { LEVEL_NAMES } from '../../words/hops.ts';
import { count } from '../../words/quantity.ts';
import type { Store } from '../store/store.ts';
import { Wire } from '../wire/Wire.tsx';

/** In place of the list when the filter hides all of it. */
export function NothingShown({ store: { view, traffic, open } }: { readonly store: Store }) {
  const text = view.filterText.value.trim();
  const levels = view.levels.value;
  return (
    <div class="nothing-shown">
      <p>
        {count(traffic.rows.value.length + open.value.length, 'MCP request')}, none fits{' '}
        {text && (
          <code>
            <Wire text={text} />
          </code>
        )}
        {text && levels.size > 0 && ' and '}
        {levels.size > 0 && `level ${[...levels].map((level) => LEVEL_NAMES[level]).join(' or ')}`}.
      </p>
      <button type="button" onClick={view.clearFilter}>
        Clear the filter
      </button>
    </div>
  );
}
