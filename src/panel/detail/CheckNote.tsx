import { count } from '../../words/quantity.ts';
import { Icon } from '../layout/Icon.tsx';
import type { Checked } from '../store/checked.ts';
import { Wire } from '../wire/Wire.tsx';

interface Properties {
  readonly checked: Checked;
  /** `file`: there is nothing to switch. */
  readonly debugMode: 'on' | 'off' | 'file';
  readonly onSwitchOn: () => void;
  readonly onReload: () => void;
}

/** What of the recording is not checked, because LiteLLM was not asked, and what to do about it; nothing where all is. */
export function CheckNote({ checked, debugMode, onSwitchOn, onReload }: Properties) {
  if (checked.unchecked.length === 0) return null;
  return (
    <p class="debug-header-line">
      <Icon name="not-applied" />
      <span>
        <Note checked={checked} debugMode={debugMode} onReload={onReload} />{' '}
        {debugMode === 'off' && (
          <button type="button" class="link" onClick={onSwitchOn}>
            Switch on and reload
          </button>
        )}
      </span>
    </p>
  );
}

function Note({ checked, debugMode, onReload }: Omit<Properties, 'onSwitchOn'>) {
  const { calls, asked, unchecked } = checked;
  if (asked > 0 && debugMode !== 'off') {
    return (
      <>
        How LiteLLM logs in to <Servers names={unchecked} /> is not checked: no response says it.
        {debugMode === 'on' && ' Call a tool there.'}
      </>
    );
  }
  if (debugMode === 'off') {
    return (
      <>
        How LiteLLM logs in to <Servers names={unchecked} /> is not checked: debug mode is off in this tab.
      </>
    );
  }
  if (debugMode === 'file') {
    return (
      <>
        How LiteLLM logs in to the MCP server is not checked: no request in this file asked for debug headers.
      </>
    );
  }
  return (
    <>
      {calls === 1 ? 'This request was' : `These ${count(calls, 'request')} were`} made before debug mode was
      on. Repeat the call, or{' '}
      <button type="button" class="link" onClick={onReload}>
        reload the page
      </button>
      .
    </>
  );
}

/** Few by name, more by number. */
function Servers({ names }: { readonly names: readonly string[] }) {
  const named = names.filter((name) => name !== '');
  if (named.length === 0 || named.length > 3) return <>the MCP {named.length > 1 ? 'servers' : 'server'}</>;
  return (
    <>
      {named.map((name, index) => (
        <>
          {index > 0 && ', '}“<Wire text={name} />”
        </>
      ))}
    </>
  );
}
