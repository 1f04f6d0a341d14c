import type { Inspected } from '../../inspect.ts';
import { Wire } from '../wire/Wire.tsx';

interface Properties {
  readonly says: string;
  readonly links: readonly (readonly [label: string, request: Inspected])[];
  readonly onRow: (row: number) => void;
}

/** How two requests fare beside each other, and where they stand. */
export function Compared({ says, links, onRow }: Properties) {
  return (
    <p class="compared">
      <Wire text={says} />
      {links.map(([label, { exchange }]) => (
        <>
          {' '}
          <button type="button" class="link" onClick={() => onRow(exchange.index)}>
            {label}
          </button>
        </>
      ))}
    </p>
  );
}
