import type { Report } from '../../report/report.ts';
import { size } from '../../words/quantity.ts';

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
              {capitalised(what)}: {count} <span class="dim number">({size(characters)})</span>
            </li>
          ))}
          {report.ignored > 0 && <li>Requests that had nothing to do with MCP: {report.ignored}</li>}
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

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
