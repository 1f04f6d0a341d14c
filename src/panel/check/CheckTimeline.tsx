import { type CheckStep, STEP_IDS, type StepId } from '../../checks/step.ts';
import { STEP_STATUS } from '../../words/check-step.ts';
import { duration } from '../../words/quantity.ts';
import { Icon, type IconName } from '../layout/Icon.tsx';
import type { Row } from '../rows/row.ts';
import type { CheckRun } from '../store/checks.ts';
import { Wire } from '../wire/Wire.tsx';
import { STEP_NAMES } from './words.ts';

interface Properties {
  readonly run: CheckRun;
  /** Of the check, in order. */
  readonly rows: readonly Row[];
  readonly onRow: (row: number) => void;
  /** Runs again, with one more origin that may be asked. Straight from a click. */
  readonly onAllow: (origin: string) => void;
}

/** The steps of a check as a timeline, like those of a login: how each stands, why, and the requests it took. */
export function CheckTimeline({ run, rows, onRow, onAllow }: Properties) {
  const stateOf = (id: StepId): State => {
    const isUnderWay = id === STEP_IDS[run.steps.length];
    if (run.state === 'running') return isUnderWay ? 'running' : 'waiting';
    return isUnderWay ? 'stopped' : 'not reached';
  };
  const ended = new Map(run.steps.map((step) => [step.id, step]));
  return (
    <ol class="login-steps check-steps" aria-label="Steps of the check">
      {STEP_IDS.map((id) => (
        <StepItem
          key={id}
          id={id}
          step={ended.get(id)}
          state={ended.get(id)?.status ?? stateOf(id)}
          rows={rows}
          onRow={onRow}
          {...(run.state === 'running' ? {} : { onAllow })}
        />
      ))}
    </ol>
  );
}

type State = CheckStep['status'] | 'running' | 'waiting' | 'stopped' | 'not reached';

/** The classes are those of a login's steps. */
const LOOKS: Readonly<Record<State, { readonly className: string; readonly icon: IconName; words: string }>> =
  {
    ok: { className: 'done', icon: 'good', words: STEP_STATUS.ok },
    failed: { className: 'failed', icon: 'bad', words: STEP_STATUS.failed },
    skipped: { className: 'not-seen', icon: 'not-seen', words: STEP_STATUS.skipped },
    running: { className: 'waiting', icon: 'waiting', words: 'running' },
    waiting: { className: 'not-reached', icon: 'not-applied', words: 'waiting' },
    stopped: { className: 'not-seen', icon: 'not-seen', words: 'stopped' },
    'not reached': { className: 'not-reached', icon: 'not-applied', words: 'not reached' },
  };

interface ItemProperties {
  readonly id: StepId;
  readonly step: CheckStep | undefined;
  readonly state: State;
  readonly rows: readonly Row[];
  readonly onRow: (row: number) => void;
  /** Absent while the check runs. */
  readonly onAllow?: (origin: string) => void;
}

function StepItem({ id, step, state, rows, onRow, onAllow }: ItemProperties) {
  const { className, icon, words } = LOOKS[state];
  const notAllowed = step?.notAllowed;
  const own = new Set(step?.exchanges);
  return (
    <li class={`login-step ${className}`}>
      <Icon name={icon} />
      <div>
        <p class="step-line">
          <span class="step-name">{STEP_NAMES[id]}</span>
          <span class="step-state">{words}</span>
        </p>
        {step && (
          <p class="step-says">
            <Wire text={step.says} />
          </p>
        )}
        {onAllow && notAllowed !== undefined && (
          <button type="button" onClick={() => onAllow(notAllowed)}>
            Allow <Wire text={notAllowed} /> and run again
          </button>
        )}
        {rows
          .filter((row) => own.has(row.id))
          .map((row) => (
            <RequestLine key={row.id} row={row} isBad={state === 'failed' && isRefused(row)} onRow={onRow} />
          ))}
      </div>
    </li>
  );
}

/** A step that works may hold a refusal: the one that asks for a login, or of a revision that the server does not know. */
const isRefused = ({ inspected }: Row): boolean => {
  const { status } = inspected.exchange.response;
  return status === 0 || status >= 400;
};

interface RequestProperties {
  readonly row: Row;
  readonly isBad: boolean;
  readonly onRow: (row: number) => void;
}

/** A request of a step, which leads to its row. */
function RequestLine({ row, isBad, onRow }: RequestProperties) {
  const { request, response, duration: took } = row.inspected.exchange;
  return (
    <p class="step-part">
      <button type="button" class="link" title="Show this request" onClick={() => onRow(row.id)}>
        <Wire text={`${request.method} ${row.label.name}`} />
      </button>
      <span class={isBad ? 'number bad-text' : 'number dim'}>{response.status || 'no response'}</span>
      <span class="dim number step-time">{duration(took)}</span>
    </p>
  );
}
