import type { Login, LoginPart, LoginStep, LoginStepName, LoginStepState } from '../../logins/login.ts';
import { NO_VERIFIER, STEP_MEANINGS, STEP_NAMES, stateWords, tieWords } from '../../words/logins.ts';
import { duration } from '../../words/quantity.ts';
import { Icon, type IconName } from '../layout/Icon.tsx';
import { Wire } from '../wire/Wire.tsx';

export const LOGIN_ICONS: Readonly<Record<LoginStepState | Login['state'], IconName>> = {
  done: 'good',
  failed: 'bad',
  waiting: 'waiting',
  'not-seen': 'not-seen',
  'not-reached': 'not-applied',
  left: 'not-seen',
  unfinished: 'not-seen',
};

interface Properties {
  readonly step: LoginStep;
  readonly login: Login;
  readonly current: number | undefined;
  readonly onRow: (row: number) => void;
}

/** One step of a login: how it stands, the requests it took, and where it failed what says why. */
export function LoginStepItem({ step, login, current, onRow }: Properties) {
  const { name, state, parts } = step;
  const failure = login.failure?.step === name ? login.failure : undefined;
  const finding = failure?.finding;
  return (
    <li class={`login-step ${state}`}>
      <Icon name={LOGIN_ICONS[state]} />
      <div>
        <p class="step-line" title={STEP_MEANINGS[name]}>
          <span class="step-name">{STEP_NAMES[name]}</span>
          <span class={state === 'done' ? 'unseen' : 'step-state'}>{stateWords(name, state)}</span>
        </p>
        {parts.map((part) => (
          <PartLine
            key={part.facts.exchange.index}
            step={name}
            part={part}
            since={login.startedAt}
            isCurrent={part.facts.exchange.index === current}
            onRow={onRow}
          />
        ))}
        {failure && finding && failure.exchange !== current && (
          <button type="button" class={`group ${finding.level}`} onClick={() => onRow(failure.exchange)}>
            <Icon name={finding.level} />
            <span class="group-title">
              <Wire text={finding.title} />
            </span>
            <span class="link-like">Why</span>
          </button>
        )}
        {failure && name === 'token' && sentVerifier(parts) && <p class="note">{NO_VERIFIER}</p>}
      </div>
    </li>
  );
}

interface PartProperties {
  readonly step: LoginStepName;
  readonly part: LoginPart;
  /** When the login began. */
  readonly since: number;
  readonly isCurrent: boolean;
  readonly onRow: (row: number) => void;
}

function PartLine({ step, part: { facts, by, failed, earlier }, since, isCurrent, onRow }: PartProperties) {
  const { request, response, startedAt, index, window } = facts.exchange;
  const tie = tieWords(step, by);
  return (
    <p class="step-part">
      <button
        type="button"
        class="link"
        aria-current={isCurrent ? 'true' : undefined}
        title="Show this request"
        onClick={() => onRow(index)}
      >
        <Wire text={`${request.method} ${shortOf(request.url)}`} />
      </button>
      <span class={failed ? 'number bad-text' : 'number dim'}>{response.status || 'no answer'}</span>
      {tie && <span class="dim">{tie}</span>}
      {window && <span class="dim">in another window</span>}
      <span class="dim number step-time">{earlier ? 'from before' : `+${duration(startedAt - since)}`}</span>
    </p>
  );
}

function shortOf(url: string): string {
  if (!URL.canParse(url)) return url;
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}

const sentVerifier = (parts: readonly LoginPart[]): boolean =>
  parts.some(({ facts }) => facts.oauthStep?.parameters['code_verifier'] !== undefined);
