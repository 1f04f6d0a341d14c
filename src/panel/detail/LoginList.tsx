import { useState } from 'preact/hooks';
import { count } from '../../words/quantity.ts';
import type { Store } from '../store/store.ts';
import { LoginTimeline } from './LoginTimeline.tsx';

/** So many are shown at first: a client that tries again every minute makes hundreds. */
const FEW = 5;

/** The logins of a recording, the last first; only that one and those that failed last are laid open. */
export function LoginList({ store }: { readonly store: Store }) {
  const logins = store.logins.value;
  const [isAll, setAll] = useState(false);
  if (logins.length === 0) return null;
  const newest = logins.toReversed();
  const shown = isAll ? newest : newest.slice(0, FEW);
  return (
    <section class="logins">
      <h2>{logins.length === 1 ? 'OAuth login' : `${logins.length} OAuth logins, the last first`}</h2>
      {shown.map((login, index) => (
        <LoginTimeline
          key={`${login.endpoint} ${login.first}`}
          login={login}
          isOpen={index === 0 || !login.restarted}
          onRow={store.view.showRow}
        />
      ))}
      {shown.length < newest.length && (
        <button type="button" class="link" onClick={() => setAll(true)}>
          Show {count(newest.length - shown.length, 'earlier login')}
        </button>
      )}
    </section>
  );
}
