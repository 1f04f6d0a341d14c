import { type CheckStep, STEP_IDS, type StepId } from '../../checks/step.ts';
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
    if (run.state !== 'running') return 'not reached';
    return id === STEP_IDS[run.steps.length] ? 'running' : 'waiting';
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

type State = CheckStep['status'] | 'running' | 'waiting' | 'not reached';

/** The classes are those of a login's steps. */
const LOOKS: Readonly<Record<State, { readonly className: string; readonly icon: IconName; words: string }>> =
  {
    ok: { className: 'done', icon: 'good', words: 'works' },
    failed: { className: 'failed', icon: 'bad', words: 'failed' },
    skipped: { className: 'not-seen', icon: 'not-seen', words: 'left out' },
    running: { className: 'waiting', icon: 'waiting', words: 'running' },
    waiting: { className: 'not-reached', icon: 'not-applied', words: 'waiting' },
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
            <RequestLine key={row.id} row={row} onRow={onRow} />
          ))}
      </div>
    </li>
  );
}

/** A request of a step, which leads to its row. */
function RequestLine({ row, onRow }: { readonly row: Row; readonly onRow: (row: number) => void }) {
  const { request, response, duration: took } = row.inspected.exchange;
  const isBad = response.status === 0 || response.status >= 400;
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
