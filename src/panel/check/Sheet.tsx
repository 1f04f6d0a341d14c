import { inQuotes } from '../../diagnosis/words.ts';
import type { PanelPort } from '../../ports/panel.ts';
import { CloseButton } from '../layout/CloseButton.tsx';
import { onEscape } from '../layout/focus.ts';
import type { Store } from '../store/store.ts';
import { Wire } from '../wire/Wire.tsx';
import { AgainForm } from './AgainForm.tsx';
import { CheckForm } from './CheckForm.tsx';
import { CheckRunView } from './CheckRunView.tsx';

interface Properties {
  readonly store: Store;
  readonly port: PanelPort;
  readonly onClosed: () => void;
}

/** The sheet of a check: what is to be checked, or how the check stands. */
export function Sheet({ store, port, onClosed }: Properties) {
  const { checks } = store;
  const run = checks.run.value;
  const sheet = checks.sheet.value;
  if (!sheet) return null;
  const close = () => {
    checks.close();
    onClosed();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Esc closes from anywhere inside
    <div
      class="detail check-sheet"
      // A key that was meant for something else must not end a check.
      onKeyDown={onEscape(() => run?.state !== 'running' && close())}
    >
      <div class="detail-head">
        <h2>
          {sheet.again ? 'Send again' : run ? 'Check' : 'Check a server'}{' '}
          {run && <Wire text={inQuotes(run.plan.name)} />}
        </h2>
        <CloseButton label="Close the check" onClose={close} />
      </div>
      <div class="tab-panel">
        {/* Kept with what was typed, for Change. */}
        <div hidden={run !== undefined}>
          {sheet.again ? (
            <AgainForm key={sheet.opening} store={store} row={sheet.again} onCancel={close} />
          ) : (
            <CheckForm key={sheet.opening} store={store} onCancel={close} />
          )}
        </div>
        {run && <CheckRunView key={run.number} store={store} run={run} port={port} />}
      </div>
    </div>
  );
}
