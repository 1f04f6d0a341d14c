import type { Level } from '../../diagnosis/rule.ts';
import { LEVEL_NAMES } from '../../words/hops.ts';
import { count } from '../../words/quantity.ts';
import { Wire } from '../wire/Wire.tsx';

interface Properties {
  readonly filterText: string;
  readonly levels: ReadonlySet<Level>;
  readonly total: number;
  readonly onClear: () => void;
}

/** In place of the list when the filter hides all of it. */
export function NothingShown({ filterText, levels, total, onClear }: Properties) {
  return (
    <div class="nothing-shown">
      <p>
        {count(total, 'MCP request')}, none fits{' '}
        {filterText.trim() && (
          <code>
            <Wire text={filterText.trim()} />
          </code>
        )}
        {filterText.trim() && levels.size > 0 && ' and '}
        {levels.size > 0 && `level ${[...levels].map((level) => LEVEL_NAMES[level]).join(' or ')}`}.
      </p>
      <button type="button" onClick={onClear}>
        Clear the filter
      </button>
    </div>
  );
}
