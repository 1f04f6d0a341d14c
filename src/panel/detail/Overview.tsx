import { CheckButton, checkAccess } from '../layout/CheckButton.tsx';
import type { Checked } from '../store/checked.ts';
import type { Store } from '../store/store.ts';
import { CheckNote } from './CheckNote.tsx';
import { Coverage } from './Coverage.tsx';
import { GroupList } from './GroupList.tsx';
import { HopStrip } from './HopStrip.tsx';
import { LoginList } from './LoginList.tsx';
import { provedLine } from './proved.ts';

interface Properties {
  readonly store: Store;
  readonly onReload: () => void;
}

/** The whole recording at a glance: shown while no exchange is selected. */
export function Overview({ store, onReload }: Properties) {
  const { traffic, view, debug } = store;
  const hops = traffic.hops.value;
  const groups = traffic.groups.value;
  const checked = traffic.checked.value;
  const ofFile = store.files.opened.value !== undefined;
  return (
    <div class="overview tab-panel">
      <div class="section-head">
        <h2>This recording</h2>
        <CheckButton label="Check a server…" {...checkAccess(store)} />
      </div>
      <HopStrip hops={hops} findings={groups.map(({ finding }) => finding)} of="the recording" />
      {groups.length === 0 ? (
        <p class="nothing-found">
          <b>{allClear(checked)}</b> {provedLine(hops)}
        </p>
      ) : (
        <GroupList groups={groups} onSelect={view.showRow} />
      )}
      <LoginList store={store} />
      {!ofFile && <Coverage store={store} />}
      <CheckNote
        checked={checked}
        debugMode={ofFile ? 'file' : debug.state.value?.gateways.length ? 'on' : 'off'}
        onSwitchOn={() => debug.openForm({ thenReload: true })}
        onReload={onReload}
      />
    </div>
  );
}

/** Only what was looked at can be clear. */
function allClear({ asked, unchecked }: Checked): string {
  if (unchecked.length === 0) return 'No problem found.';
  return asked > 0 ? 'No problem in what was checked.' : 'No problem in what the page can see.';
}
