import { count } from '../../words/quantity.ts';
import type { Store } from '../store/store.ts';
import { CheckButton, checkAccess } from './CheckButton.tsx';
import { Icon } from './Icon.tsx';

interface Properties {
  readonly store: Store;
  readonly onReload: () => void;
}

/** Before the first MCP request: what to do, and why nothing may show. */
export function EmptyState({ store, onReload }: Properties) {
  const check = (
    <p>
      Or let Hopscope ask a gateway itself: <CheckButton label="Check a server…" {...checkAccess(store)} />
    </p>
  );
  const ignored = store.traffic.ignored.value;
  if (!store.isRecording.value) {
    return (
      <main class="empty">
        <h1>Recording is off</h1>
        <p>Requests that pass now are not kept.</p>
        <p>
          <button type="button" class="primary" onClick={store.toggleRecording}>
            <Icon name="record" /> Record
          </button>
        </p>
        {check}
      </main>
    );
  }
  return (
    <main class="empty">
      <h1>
        {ignored > 0
          ? `${count(ignored, 'request')} seen, none is MCP`
          : 'Waiting for MCP requests of this tab'}
      </h1>
      <ol>
        <li>
          Reload the page: requests made before DevTools was open are not here.{' '}
          <button type="button" onClick={onReload}>
            <Icon name="reload" /> Reload
          </button>
        </li>
        <li>Let your agent list tools or call one. Each request to LiteLLM shows up here by itself.</li>
        <li>
          Switch on <b>Debug mode</b> above. LiteLLM then says how it logs in to the MCP server.
        </li>
      </ol>
      {check}
      <h2>Still nothing?</h2>
      <ul>
        <li>
          Some agent UIs speak MCP from their own server, not from this page: Open WebUI, LibreChat and MCP
          Inspector do. The browser never sees that traffic, so Hopscope cannot either.
        </li>
        <li>
          Hopscope follows the tab that DevTools belongs to. Another tab or window needs its own DevTools.
        </li>
      </ul>
    </main>
  );
}
