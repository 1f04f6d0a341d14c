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
            header={each}
            target={each.name.toLowerCase() === wanted ? target : undefined}
          />
        ))}
        {missing && place && 'name' in place && <MissingRow name={place.name} target={target} />}
      </tbody>
    </table>
  );
}

function HeaderRow({ header, target }: { readonly header: Header; readonly target: Target | undefined }) {
  const row = useArrival<HTMLTableRowElement>(target);
  return (
    <tr ref={row} class={target ? 'arrived' : ''} tabIndex={target ? -1 : undefined}>
      <th scope="row">
        <Wire text={header.name} />
      </th>
      <td>
        <LongText text={header.value} />
      </td>
    </tr>
  );
}

function MissingRow({ name, target }: { readonly name: string; readonly target: Target | undefined }) {
  const row = useArrival<HTMLTableRowElement>(target);
  return (
    <tr ref={row} class="arrived" tabIndex={-1}>
      <th scope="row">
        <Wire text={name} />
      </th>
      <td class="dim">not there</td>
    </tr>
  );
}
