import type { Report } from '../../report/report.ts';
import { size } from '../words/quantity.ts';

/** What was taken out, for people, before anything is saved. */
export function TakenOut({ report }: { readonly report: Report | undefined }) {
  return (
    <section aria-label="What is taken out" aria-busy={!report}>
      <h3>Taken out</h3>
      {report ? (
        <ul class="taken-out">
          <li>Credentials: masked when they were recorded, equal ones alike</li>
          {report.removed.map(({ what, count, characters }) => (
            <li key={what}>
              {count} {what} <span class="dim number">{size(characters)}</span>
            </li>
          ))}
          {report.ignored > 0 && (
            <li>
              {report.ignored} {report.ignored === 1 ? 'request' : 'requests'} that had nothing to do with MCP
            </li>
          )}
        </ul>
      ) : (
        <p class="dim">Looking through the requests…</p>
      )}
      <p class="dim">
        Stays: addresses, header names, tool names, JSON-RPC methods, statuses, times, and the findings.
      </p>
    </section>
  );
}
