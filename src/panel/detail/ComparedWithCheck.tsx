import type { Comparison } from '../../checks/compare.ts';
import { Wire } from '../wire/Wire.tsx';

interface Properties {
  readonly comparison: Comparison;
  readonly onRow: (row: number) => void;
}

/** That a check asked for the same as the page, and how it fared. */
export function ComparedWithCheck({ comparison: { says, check }, onRow }: Properties) {
  return (
    <p class="compared">
      <Wire text={says} />{' '}
      <button type="button" class="link" onClick={() => onRow(check.exchange.index)}>
        The check’s request
      </button>
    </p>
  );
}
