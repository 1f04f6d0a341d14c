import type { Login } from '../../logins/login.ts';
import { LoginTimeline } from './LoginTimeline.tsx';

interface Properties {
  /** Index of the exchange on the screen. */
  readonly row: number;
  readonly logins: readonly Login[];
  readonly onRow: (row: number) => void;
}

/** The login that an exchange is part of, where it is. */
export function LoginsOf({ row, logins, onRow }: Properties) {
  const own = logins.findLast(({ steps }) =>
    steps.some(({ parts }) => parts.some(({ facts, earlier }) => facts.exchange.index === row && !earlier)),
  );
  if (!own) return null;
  return (
    <section class="logins">
      <h3>The login that this request is part of</h3>
      <LoginTimeline login={own} isOpen current={row} onRow={onRow} />
    </section>
  );
}
