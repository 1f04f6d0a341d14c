import { count } from '../../words/quantity.ts';
import type { Store } from '../store/store.ts';

/** The line at the bottom: how much of the recording is on the screen, and what it holds. */
export function StatusLine({ store }: { readonly store: Store }) {
  const { traffic, view } = store;
  const open = store.open.value.length;
  const total = traffic.rows.value.length + open;
  const shown = view.shown.value.length;
  const dropped = traffic.dropped.value;
  const counts = traffic.counts.value;
  const ofChecks = traffic.rows.value.filter(({ inspected }) => inspected.exchange.sentBy).length;
  const parts = [
    shown === total ? count(total, 'MCP request') : `${shown} of ${count(total, 'MCP request')}`,
    ...(ofChecks > 0 ? [`${ofChecks} by checks`] : []),
    ...(open > 0 ? [`${open} open`] : []),
    ...(dropped > 0 ? [`the oldest ${dropped} were dropped`] : []),
    `${count(traffic.ignored.value, 'other request')} ignored`,
    count(counts.error, 'error'),
    count(counts.warning, 'warning'),
  ];
  return <footer class="status-line">{parts.join(' · ')}</footer>;
}
