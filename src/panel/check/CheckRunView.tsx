import { useContext, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Evidence } from '../../diagnosis/rule.ts';
import type { PanelPort } from '../../ports/panel.ts';
import { FindingCard } from '../detail/FindingCard.tsx';
import { Clipboard } from '../layout/CopyButton.tsx';
import { Icon } from '../layout/Icon.tsx';
import { focusInSight } from '../layout/into-sight.ts';
import type { CheckRun } from '../store/checks.ts';
import type { Store } from '../store/store.ts';
import { Wire } from '../wire/Wire.tsx';
import { CheckTimeline } from './CheckTimeline.tsx';
import { ComparedWithPage, ComparedWithRecorded } from './ComparedWithPage.tsx';
import { reportOf } from './report-of.ts';
import { headline, NEXT } from './words.ts';

interface Properties {
  readonly store: Store;
  readonly run: CheckRun;
  readonly port: PanelPort;
}

/** A check while it runs and when it is over: the verdict, the comparison with the page, the steps, the finding with its fix. */
export function CheckRunView({ store, run, port }: Properties) {
  const { checks, live, view } = store;
  const rows = live.rows.value.filter(({ inspected }) => inspected.exchange.sentBy?.check === run.number);
  const { result, state } = run;
  const { again } = run.plan;
  const frame = useRef<HTMLDivElement>(null);

  // What had the focus went with the form, or with the button that was pressed.
  useLayoutEffect(() => {
    const { activeElement, body } = document;
    if (activeElement === null || activeElement === body || activeElement.closest('[hidden], .buttons'))
      focusInSight(frame.current?.querySelector<HTMLElement>('.buttons button'));
  }, [state]);

  const showEvidence = (evidence: Evidence) => {
    const own = rows.findLast(({ inspected }) =>
      inspected.findings.some(({ rule }) => rule === result?.cause?.rule),
    );
    view.showEvidence(own ? { exchange: own.id, ...evidence } : evidence);
  };

  return (
    <div class="check-run" ref={frame}>
      <p class={`check-headline ${result?.verdict ?? state}`} role="status">
        <Icon name={iconOf(run)} />
        <b>
          <Wire text={headline(run)} />
        </b>
      </p>
      {result && !again && <ComparedWithPage rows={rows} all={live.rows.value} onRow={view.showRow} />}
      {result && again && <ComparedWithRecorded rows={rows} recorded={again} onRow={view.showRow} />}
      {result && !again && result.cause === undefined && <p>{NEXT[result.verdict]}</p>}
      <p class="problem" role="alert">
        {checks.problem.value}
      </p>
      <div class="buttons">
        {state === 'running' ? (
          <button key="stop" type="button" onClick={checks.stop}>
            Stop
          </button>
        ) : (
          <>
            <button
              key="again"
              type="button"
              class="primary"
              disabled={checks.asking.value}
              onClick={() => void checks.again()}
            >
              Run again
            </button>
            <button type="button" onClick={checks.change}>
              Change…
            </button>
            <CopyReport text={() => reportOf(store, run, rows, port.version)} />
          </>
        )}
      </div>
      {!again && (
        <CheckTimeline
          run={run}
          rows={rows}
          onRow={view.showRow}
          onAllow={(origin) => void checks.again(origin)}
        />
      )}
      {result?.cause && <FindingCard finding={result.cause} onEvidence={showEvidence} />}
    </div>
  );
}

function iconOf({ state, result }: CheckRun) {
  if (!result) return state === 'running' ? 'waiting' : 'not-seen';
  return result.verdict === 'broken' ? 'bad' : result.verdict === 'ready' ? 'good' : 'info';
}

/** Copies what is written at the click. */
function CopyReport({ text }: { readonly text: () => string }) {
  const copy = useContext(Clipboard);
  const [outcome, setOutcome] = useState<string>();
  const act = () => {
    Promise.resolve()
      .then(text)
      .then(copy)
      .then(
        () => setOutcome('Report copied'),
        (error: unknown) =>
          setOutcome(`Not copied: ${error instanceof Error ? error.message : String(error)}`),
      );
  };
  return (
    <>
      <button type="button" onClick={act}>
        Copy report
      </button>
      <span class="dim" role="status">
        {outcome}
      </span>
    </>
  );
}
