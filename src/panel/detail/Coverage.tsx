import { count } from '../../words/quantity.ts';
import { Icon } from '../layout/Icon.tsx';
import type { Store } from '../store/store.ts';

/** What debug mode of this tab does not reach, why, and how to reach it where that can be done. */
export function Coverage({ store: { debug, uncovered, live } }: { readonly store: Store }) {
  const { page, workersOf } = debug.state.value ?? {};
  const busy = debug.busy.value;
  const missed = uncovered.missed.value;
  const foreign = live.rows.value.filter(
    ({ debugHeader }) => debugHeader.state === 'sent' && debugHeader.by === 'page',
  ).length;
  // Where the extension may not act on the page, its workers can't be covered.
  const host = page?.permitted ? new URL(page.origin).hostname : undefined;
  const isReached = workersOf !== undefined && workersOf === host;
  if (missed.worker + missed.popup + foreign === 0 && workersOf === undefined) return null;
  return (
    <section class="coverage" aria-labelledby="coverage-title">
      <h2 id="coverage-title">Debug mode beyond this tab</h2>
      <ul>
        {missed.worker > 0 && !isReached && (
          <li>
            <Icon name="not-applied" />
            <p>
              <b>{count(missed.worker, 'request')} of a service worker or shared worker.</b> Debug mode is a
              rule for this tab, and such workers belong to no tab.
              {host !== undefined && (
                <>
                  {' '}
                  They can be covered, too. One worker serves every tab of {host}, so its requests for other
                  tabs then get the header as well, until debug mode goes off here.
                </>
              )}
            </p>
            {host !== undefined && (
              <button type="button" disabled={busy} onClick={() => void debug.setWorkers(true)}>
                Cover workers of {host}
              </button>
            )}
          </li>
        )}
        {workersOf !== undefined && (
          <li>
            <Icon name="answered" />
            <p>
              <b>Workers of {workersOf} are covered, too,</b> in every tab, until debug mode goes off in this
              one.
            </p>
            <button type="button" disabled={busy} onClick={() => void debug.setWorkers(false)}>
              Stop covering workers
            </button>
          </li>
        )}
        {missed.popup > 0 && (
          <li>
            <Icon name="not-applied" />
            <p>
              <b>{count(missed.popup, 'request')} of a window that this tab opened.</b> It is a tab of its
              own: press the toolbar button of Hopscope there, or open its own DevTools, to switch debug mode
              on in it.
            </p>
          </li>
        )}
        {foreign > 0 && (
          <li>
            <Icon name="sent" />
            <p>
              <b>{count(foreign, 'request')} had the debug header without Hopscope.</b> The page itself or
              another extension sets it, also when debug mode is off here.
            </p>
          </li>
        )}
      </ul>
    </section>
  );
}
