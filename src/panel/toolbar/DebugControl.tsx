import { useRef } from 'preact/hooks';
import { Icon } from '../layout/Icon.tsx';
import { focusInSight } from '../layout/into-sight.ts';
import type { Debug } from '../store/debug.ts';
import { debugWords } from './debug-words.ts';
import { GatewayForm } from './GatewayForm.tsx';

interface Properties {
  readonly debug: Debug;
  /** Origins seen speaking MCP, with their number of requests. */
  readonly seen: readonly (readonly [origin: string, requests: number])[];
  readonly onOptions: () => void;
}

/** The debug switch of this tab, what it stands at, and the form that goes with switching on. */
export function DebugControl({ debug, seen, onOptions }: Properties) {
  const form = debug.form.value;
  const problem = debug.problem.value;
  const toggle = useRef<HTMLButtonElement>(null);
  const words = debugWords(debug.state.value);
  const on = words.mode === 'on' || words.mode === 'not-applied';

  const close = () => {
    debug.closeForm();
    focusInSight(toggle.current);
  };

  return (
    <>
      <div class="debug-control">
        <button
          type="button"
          role="switch"
          ref={toggle}
          class={`debug-switch ${words.mode}`}
          aria-checked={on}
          title={words.long}
          disabled={debug.busy.value || words.mode === 'paused'}
          onClick={() => (on ? void debug.switchOff() : form ? debug.closeForm() : debug.openForm())}
        >
          <span class="track" aria-hidden="true" />
          Debug mode {words.short}
          {words.mode === 'not-applied' && <Icon name="warning" />}
        </button>
        {on && (
          <button type="button" class="link" onClick={() => debug.openForm()}>
            {words.mode === 'not-applied' ? 'Allow…' : 'Change…'}
          </button>
        )}
        {words.mode === 'paused' ? (
          <button type="button" class="link" onClick={onOptions}>
            Resume…
          </button>
        ) : (
          <button
            type="button"
            class="icon-button"
            aria-label="Settings of Hopscope"
            title="Settings of Hopscope"
            onClick={onOptions}
          >
            <Icon name="settings" />
          </button>
        )}
        {problem && !form && (
          <span class="problem" role="alert">
            {problem}
          </span>
        )}
        {form && <GatewayForm debug={debug} seen={seen} wanted={form} isOn={on} onClose={close} />}
      </div>
      {(words.mode === 'not-applied' || words.mode === 'paused') && <p class="notice">{words.long}</p>}
    </>
  );
}
