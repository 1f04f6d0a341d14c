import { useRef } from 'preact/hooks';
import { DEBUG_REQUEST_HEADER } from '../../litellm/header-names.ts';
import type { TabDebug } from '../../messages.ts';
import { Icon } from '../layout/Icon.tsx';
import { focusInSight } from '../layout/into-sight.ts';
import type { FormFor } from '../store/debug.ts';
import { debugWords } from './debug-words.ts';
import { GatewayForm } from './GatewayForm.tsx';

interface Properties {
  readonly state: TabDebug | undefined;
  /** Origins seen speaking MCP, with their number of requests. */
  readonly seen: readonly (readonly [origin: string, requests: number])[];
  /** What the open form was opened for. */
  readonly form: FormFor | undefined;
  readonly pageOrigin: string | undefined;
  readonly problem: string | undefined;
  readonly busy: boolean;
  readonly onOpen: () => void;
  readonly onClose: () => void;
  readonly onSwitchOn: (origins: readonly string[]) => void;
  readonly onSwitchOff: () => void;
  readonly onOptions: () => void;
}

/** The debug switch of this tab, what it stands at, and the form that goes with switching on. */
export function DebugControl(properties: Properties) {
  const { state, seen, form, problem, busy, onOpen, onClose, onSwitchOff, onOptions } = properties;
  const toggle = useRef<HTMLButtonElement>(null);
  const words = debugWords(state);
  const on = words.mode === 'on' || words.mode === 'not-applied';
  const current = state?.gateways.map((gateway) => gateway.origin) ?? [];
  const only = seen.length === 1 ? seen.map(([origin]) => origin) : [];

  const close = () => {
    onClose();
    focusInSight(toggle.current);
  };

  return (
    <div class="debug-control">
      <button
        type="button"
        role="switch"
        ref={toggle}
        class={`debug-switch ${words.mode}`}
        aria-checked={on}
        title={words.long}
        disabled={busy || words.mode === 'paused'}
        onClick={on ? onSwitchOff : form ? onClose : onOpen}
      >
        <span class="track" aria-hidden="true" />
        Debug mode {words.short}
        {words.mode === 'not-applied' && <Icon name="warning" />}
      </button>
      {on && (
        <button type="button" class="link" onClick={onOpen}>
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
      {form && (
        <GatewayForm
          {...properties}
          isOn={on}
          reloads={form.thenReload === true}
          header={state?.header ?? DEBUG_REQUEST_HEADER}
          offered={offer(seen, [...(form.origin ? [form.origin] : []), ...current, ...(state?.known ?? [])])}
          ticked={[...new Set([...current, ...(form.origin ? [form.origin] : on ? [] : only)])]}
          onClose={close}
        />
      )}
    </div>
  );
}

function offer(seen: Properties['seen'], others: readonly string[]): Properties['seen'] {
  const unseen = [...new Set(others)].filter((origin) => !seen.some(([each]) => each === origin));
  return [...seen, ...unseen.map((origin) => [origin, 0] as const)];
}
