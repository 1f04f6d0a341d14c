import { useEffect, useRef, useState } from 'preact/hooks';
import { whyNotAgain } from '../../checks/again.ts';
import { methodsOf } from '../../mcp/rpc.ts';
import { focusInSight } from '../layout/into-sight.ts';
import type { Row } from '../rows/row.ts';
import type { Store } from '../store/store.ts';
import { Wire } from '../wire/Wire.tsx';
import { FormFoot } from './FormFoot.tsx';
import { KeyFields } from './KeyFields.tsx';
import { useKey } from './useKey.ts';

interface Properties {
  readonly store: Store;
  /** The request to send again. */
  readonly row: Row;
  readonly onCancel: () => void;
}

/** Sends a recorded request again, with the page's credential or another. */
export function AgainForm({ store, row, onCancel }: Properties) {
  const { checks, live } = store;
  const { inspected, label } = row;
  const { url } = inspected.exchange.request;
  const form = useRef<HTMLFormElement>(null);
  const key = useKey(url, live.rows.value);
  const [mistake, setMistake] = useState<string>();
  const whyNot = whyNotAgain(inspected);
  const callsTool = inspected.rpc !== undefined && methodsOf(inspected.rpc).includes('tools/call');

  useEffect(() => focusInSight(form.current?.querySelector<HTMLElement>('input, button')), []);

  const submit = (event: Event) => {
    event.preventDefault();
    const read = key.read();
    setMistake('problem' in read ? read.problem : undefined);
    if ('problem' in read || whyNot !== undefined) return;
    void checks.start({ url, name: label.name, origins: [], again: inspected }, read);
  };

  return (
    <form class="check-form" ref={form} aria-label="Send again" onSubmit={submit} noValidate>
      <p>
        <b>
          <Wire text={label.name} />
        </b>{' '}
        <Wire text={label.method ?? ''} />
      </p>
      <KeyFields {...key.fields} />
      {callsTool && <p>The tool runs once more, for real: it may change or send something again.</p>}
      <p class="what-is-sent">
        Hopscope itself sends this request to <Wire text={url} /> with a new id, in a new session where it was
        in one, without cookies, and nothing to anyone else.
      </p>
      <FormFoot
        checks={checks}
        problem={whyNot ?? mistake}
        label="Send again"
        disabled={whyNot !== undefined}
        onCancel={onCancel}
      />
    </form>
  );
}
