import { useSignal } from '@preact/signals';
import { hopsOfBoth } from '../../checks/both-hops.ts';
import { compareWithCheck } from '../../checks/compare.ts';
import type { CopyMenu } from '../copy/useCopyMenu.tsx';
import { checkAccess } from '../layout/CheckButton.tsx';
import { CloseButton } from '../layout/CloseButton.tsx';
import { onEscape } from '../layout/focus.ts';
import { Icon } from '../layout/Icon.tsx';
import type { Row } from '../rows/row.ts';
import type { Store } from '../store/store.ts';
import { TagInFocus } from '../wire/MaskChip.tsx';
import { Wire } from '../wire/Wire.tsx';
import { DebugTab } from './DebugTab.tsx';
import { type BesideCheck, DiagnosisTab } from './DiagnosisTab.tsx';
import { LoginsOf } from './LoginsOf.tsx';
import { MessagesTab } from './MessagesTab.tsx';
import { PhaseNote } from './PhaseNote.tsx';
import { RequestTab } from './RequestTab.tsx';
import { ResponseTab } from './ResponseTab.tsx';
import { Tabs } from './Tabs.tsx';
import { TimingTab } from './TimingTab.tsx';

interface Properties {
  readonly store: Store;
  readonly row: Row;
  /** False where the messages of a stream are told when it closes. */
  readonly showsOpenStreams: boolean;
  /** The menu of what can be copied. */
  readonly menu: CopyMenu;
  readonly onClose: () => void;
}

/** Everything about one exchange. */
export function Detail({ store, row, showsOpenStreams, menu, onClose }: Properties) {
  const { view } = store;
  const { inspected } = row;
  const { status } = inspected.exchange.response;
  const tag = useSignal<string | undefined>(undefined);
  return (
    <TagInFocus.Provider value={tag}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Esc closes from anywhere inside */}
      <div class="detail" onKeyDown={onEscape(onClose)}>
        <div class="detail-head">
          <h2>
            <Wire text={row.label.name} />
            <span class="dim">
              {' '}
              <Wire
                text={[
                  row.label.method,
                  row.server,
                  status || (row.phase === 'finished' ? 'failed' : row.phase),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              />
            </span>
          </h2>
          <div class="actions">
            <button
              type="button"
              class="copy"
              aria-haspopup="menu"
              aria-expanded={menu.openOn === inspected}
              onClick={({ currentTarget }) => {
                const { left, bottom } = currentTarget.getBoundingClientRect();
                menu.open({ inspected, anchor: currentTarget, at: { x: left, y: bottom + 2 } });
              }}
            >
              <Icon name="copy" />
              Copy as…
            </button>
            <CloseButton label="Close the details" onClose={onClose} />
          </div>
        </div>
        <PhaseNote row={row} showsOpenStreams={showsOpenStreams} />
        <Tabs tab={view.tab.value} onTab={view.openTab}>
          <TabContent key={row.id} store={store} row={row} />
        </Tabs>
      </div>
    </TagInFocus.Provider>
  );
}

function TabContent({ store, row }: Pick<Properties, 'store' | 'row'>) {
  const { view, logins, debug } = store;
  const { exchange } = row.inspected;
  const target = view.target.value?.row === row.id ? view.target.value : undefined;
  const switchOn = () => debug.openForm({ origin: row.origin });
  switch (view.tab.value) {
    case 'diagnosis':
      return (
        <>
          <DiagnosisTab
            row={row}
            compared={comparedWithCheck(store, row)}
            onEvidence={view.showEvidence}
            onSwitchOn={switchOn}
            check={checkAccess(store, row)}
          />
          <LoginsOf row={row.id} logins={logins.value} onRow={view.showRow} />
        </>
      );
    case 'debug':
      return <DebugTab row={row} target={target} onSwitchOn={switchOn} />;
    case 'messages':
      return <MessagesTab row={row} />;
    case 'request':
      return <RequestTab exchange={exchange} target={target} />;
    case 'response':
      return <ResponseTab exchange={exchange} phase={row.phase} target={target} />;
    case 'timing':
      return <TimingTab exchange={exchange} target={target} />;
  }
}

/** What a check that asked for the same adds to what an exchange proves; undefined where there is none. */
function comparedWithCheck({ view, traffic }: Store, { inspected }: Row): BesideCheck | undefined {
  const ofChecks = traffic.ofChecks.value;
  const comparison = compareWithCheck(inspected, ofChecks);
  return comparison && { comparison, hops: hopsOfBoth(comparison, ofChecks), onRow: view.showRow };
}
