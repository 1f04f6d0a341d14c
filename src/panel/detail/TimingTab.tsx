import type { Exchange, Timings } from '../../exchange/exchange.ts';
import { clock, duration } from '../../words/quantity.ts';
import type { Target } from '../store/view.ts';
import { Section } from './Section.tsx';
import { useArrival } from './useArrival.ts';

// In the order they happen. HAR counts `ssl` into `connect`.
const PHASES: readonly (readonly [keyof Timings, string])[] = [
  ['blocked', 'Waiting in the browser'],
  ['dns', 'Looking up the name'],
  ['connect', 'Connecting'],
  ['send', 'Sending'],
  ['wait', 'Waiting for the answer'],
  ['receive', 'Receiving'],
];

interface Properties {
  readonly exchange: Exchange;
  readonly target: Target | undefined;
}

export function TimingTab({ exchange, target }: Properties) {
  const table = useArrival<HTMLTableElement>(target?.place.in === 'timing' ? target : undefined, 'timing');
  const phases = PHASES.map(([key, name]) => ({ name, time: exchange.timings[key] ?? 0 })).filter(
    ({ time }) => time > 0,
  );
  const total = Math.max(
    1,
    phases.reduce((sum, { time }) => sum + time, 0),
  );
  let before = 0;
  return (
    <Section title="Timing" aside={<span class="dim">started {clock(exchange.startedAt)}</span>}>
      <table {...table}>
        <thead class="unseen">
          <tr>
            <th scope="col">Phase</th>
            <th scope="col">Share</th>
            <th scope="col">Duration</th>
          </tr>
        </thead>
        <tbody>
          {phases.map(({ name, time }) => {
            const left = (before / total) * 100;
            before += time;
            return (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td class="bar">
                  <span style={{ marginInlineStart: `${left}%`, inlineSize: `${(time / total) * 100}%` }} />
                </td>
                <td class="number">{duration(time)}</td>
              </tr>
            );
          })}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">In all</th>
            <td />
            <td class="number">{duration(exchange.duration)}</td>
          </tr>
        </tfoot>
      </table>
    </Section>
  );
}
