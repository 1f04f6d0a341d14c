import type { Login } from '../../logins/login.ts';
import { endWords, headline, pathOf } from '../../words/logins.ts';
import { clock } from '../../words/quantity.ts';
import { Icon } from '../layout/Icon.tsx';
import { Wire } from '../wire/Wire.tsx';
import { LOGIN_ICONS, LoginStepItem } from './LoginStepItem.tsx';

interface Properties {
  readonly login: Login;
  readonly isOpen: boolean;
  /** Index of the exchange on the screen, to be marked. */
  readonly current?: number;
  readonly onRow: (row: number) => void;
}

/** A login as a timeline: its steps in order, how each stands, the requests it took, and why it failed. */
export function LoginTimeline({ login, isOpen, current, onRow }: Properties) {
  const { endpoint, startedAt, steps, state } = login;
  const end = endWords(login);
  return (
    <details class={`login ${state}`} open={isOpen}>
      <summary>
        <Icon name={LOGIN_ICONS[state]} />
        <b>{headline(login)}</b>
        <span class="dim login-for">{endpoint !== undefined && <Wire text={pathOf(endpoint)} />}</span>
        <span class="dim number">{clock(startedAt)}</span>
      </summary>
      {end && <p class="note login-end">{end}</p>}
      <ol class="login-steps">
        {steps.map((step) => (
          <LoginStepItem key={step.name} step={step} login={login} current={current} onRow={onRow} />
        ))}
      </ol>
    </details>
  );
}
