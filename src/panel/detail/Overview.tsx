import type { ComponentChildren } from 'preact';
import type { FindingGroup } from '../../diagnosis/group-findings.ts';
import type { HopVerdicts } from '../../diagnosis/rule.ts';
import type { Login } from '../../logins/login.ts';
import type { Checked } from '../store/checked.ts';
import { GroupList } from './GroupList.tsx';
import { HopStrip } from './HopStrip.tsx';
import { LoginList } from './LoginList.tsx';
import { provedLine } from './proved.ts';

interface Properties {
  readonly hops: HopVerdicts;
  readonly groups: readonly FindingGroup[];
  readonly logins: readonly Login[];
  readonly checked: Checked;
  /** What says what is not checked. */
  readonly checkNote: ComponentChildren;
  /** What debug mode does not reach; nothing of a file. */
  readonly coverage: ComponentChildren;
  readonly onSelect: (row: number) => void;
}

/** The whole recording at a glance: shown while no exchange is selected. */
export function Overview({ hops, groups, logins, checked, checkNote, coverage, onSelect }: Properties) {
  return (
    <div class="overview tab-panel">
      <h2>This recording</h2>
      <HopStrip hops={hops} findings={groups.map(({ finding }) => finding)} of="the recording" />
      {groups.length === 0 ? (
        <p class="nothing-found">
          <b>{allClear(checked)}</b> {provedLine(hops)}
        </p>
      ) : (
        <GroupList groups={groups} onSelect={onSelect} />
      )}
      <LoginList logins={logins} onRow={onSelect} />
      {coverage}
      {checkNote}
    </div>
  );
}

/** Only what was looked at can be clear. */
function allClear({ asked, unchecked }: Checked): string {
  if (unchecked.length === 0) return 'No problem found.';
  return asked > 0 ? 'No problem in what was checked.' : 'No problem in what the page can see.';
}
