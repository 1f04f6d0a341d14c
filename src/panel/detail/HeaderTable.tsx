import type { Header } from '../../exchange/exchange.ts';
import type { Target } from '../store/view.ts';
import { LongText } from '../wire/LongText.tsx';
import { Wire } from '../wire/Wire.tsx';
import { useArrival } from './useArrival.ts';

interface Properties {
  readonly headers: readonly Header[];
  /** What a header is called here: `Header`, `Field`. */
  readonly noun: string;
  /** The jump that leads to one of them. */
  readonly target?: Target | undefined;
}

/** Names and values as they were on the wire; the one a jump leads to stands out, also when it is missing. */
export function HeaderTable({ headers, noun, target }: Properties) {
  const place = target?.place;
  const wanted = place && 'name' in place ? place.name.toLowerCase() : undefined;
  const missing = wanted !== undefined && !headers.some((each) => each.name.toLowerCase() === wanted);
  if (headers.length === 0 && !missing) return <p class="dim">None.</p>;
  return (
    <table class="headers">
      <thead class="unseen">
        <tr>
          <th scope="col">{noun}</th>
          <th scope="col">Value</th>
        </tr>
      </thead>
      <tbody>
        {headers.map((each, index) => (
          <HeaderRow
            key={`${each.name} ${index}`}
            {...each}
            target={each.name.toLowerCase() === wanted ? target : undefined}
          />
        ))}
        {missing && place && 'name' in place && <HeaderRow name={place.name} target={target} />}
      </tbody>
    </table>
  );
}

interface RowProperties {
  readonly name: string;
  /** Absent of a header that is missing. */
  readonly value?: string;
  readonly target: Target | undefined;
}

function HeaderRow({ name, value, target }: RowProperties) {
  return (
    <tr {...useArrival<HTMLTableRowElement>(target)}>
      <th scope="row">
        <Wire text={name} />
      </th>
      {value === undefined ? (
        <td class="dim">not there</td>
      ) : (
        <td>
          <LongText text={value} />
        </td>
      )}
    </tr>
  );
}
