import { useEffect, useId, useMemo, useRef, useState } from 'preact/hooks';
import { originOf } from '../../exchange/origin.ts';
import { focusInSight } from '../layout/into-sight.ts';
import type { Store } from '../store/store.ts';
import { CallFields } from './CallFields.tsx';
import { Choice } from './Choice.tsx';
import { DirectFields } from './DirectFields.tsx';
import { FormFoot } from './FormFoot.tsx';
import { KeyFields } from './KeyFields.tsx';
import { type CheckForm as Form, planOf } from './plan-of.ts';
import { placeOf, seenIn } from './seen.ts';
import { useKey } from './useKey.ts';
import { WhatIsSent } from './WhatIsSent.tsx';

interface Properties {
  readonly store: Store;
  readonly onCancel: () => void;
}

/** What is to be checked: gateway, server, key, and what else may be asked. Says what is sent where before it is. */
export function CheckForm({ store, onCancel }: Properties) {
  const { checks, live, debug } = store;
  const known = useRef(live.rows.peek());
  // It is kept behind a check, where nobody sees what it would read of each row.
  if (!checks.run.value) known.current = live.rows.value;
  const rows = known.current;
  const seen = useMemo(() => seenIn(rows), [rows]);
  const opened = checks.sheet.peek()?.row;
  const first = useMemo(() => firstPlace(rows, opened), []);
  const [gateway, setGateway] = useState(first?.gateway ?? '');
  const [server, setServer] = useState(first?.server ?? '');
  const [asksPreflight, setPreflight] = useState(true);
  const [direct, setDirect] = useState<string>();
  const [call, setCall] = useState<Form['call']>();
  const [mistake, setMistake] = useState<string>();
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const page = debug.pageOrigin.value;
  const place = { gateway, server, origin: asksPreflight ? page : undefined, direct };
  const planned = planOf({ ...place, call }, seen);
  // The tool that is called makes no difference to what is said, and an address that is being typed none to the rest.
  const said = [direct, undefined]
    .map((each) => planOf({ ...place, direct: each, call: call && { tool: '-', arguments: '' } }, seen))
    .find((each) => 'plan' in each);
  const url = said?.plan.url;
  const key = useKey(url, rows);

  useEffect(() => focusInSight(form.current?.querySelector<HTMLElement>('input')), []);

  const submit = (event: Event) => {
    event.preventDefault();
    if ('problem' in planned) {
      setMistake(planned.problem);
      return;
    }
    const read = key.read();
    setMistake('problem' in read ? read.problem : undefined);
    if (!('problem' in read)) void checks.start(planned.plan, read);
  };

  return (
    <form class="check-form" ref={form} aria-labelledby={`${id}-title`} onSubmit={submit} noValidate>
      <h3 id={`${id}-title`} class="unseen">
        What to check
      </h3>
      <Choice
        label="Gateway"
        placeholder="http://localhost:4000"
        value={gateway}
        offered={seen.gateways}
        onValue={setGateway}
      />
      <Choice
        label="MCP server"
        hint="its alias; empty for all of them"
        value={server}
        offered={seen.servers}
        onValue={setServer}
      />
      <KeyFields {...key.fields} />
      <fieldset>
        <legend>Besides the tools and OAuth discovery</legend>
        {page !== undefined && page !== originOf(url) && (
          <label>
            <input
              type="checkbox"
              checked={asksPreflight}
              onChange={(event) => setPreflight(event.currentTarget.checked)}
            />
            CORS preflight for {page}
          </label>
        )}
        <DirectFields direct={direct} offered={seen.behind} onDirect={setDirect} />
        <CallFields call={call} tools={seen.tools} onCall={setCall} />
      </fieldset>
      {said && <WhatIsSent plan={said.plan} withKey={key.from !== 'none'} />}
      <FormFoot checks={checks} problem={mistake} label="Run check" onCancel={onCancel} />
    </form>
  );
}

/** The server of the row that the sheet was opened on; else the latest that something is wrong with, or that was called. */
function firstPlace(rows: Store['live']['rows']['value'], opened: (typeof rows)[number] | undefined) {
  const own = opened && placeOf(opened.inspected);
  if (own) return own;
  const broken = rows.findLast((row) => row.worst?.level === 'error' && placeOf(row.inspected));
  const last = broken ?? rows.findLast(({ inspected }) => placeOf(inspected));
  return last && placeOf(last.inspected);
}
