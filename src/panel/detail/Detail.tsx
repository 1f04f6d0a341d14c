import { useSignal } from '@preact/signals';
import type { Evidence } from '../../diagnosis/rule.ts';
import type { Login } from '../../logins/login.ts';
import { CloseButton } from '../layout/CloseButton.tsx';
import { onEscape } from '../layout/focus.ts';
import { Icon } from '../layout/Icon.tsx';
import type { Point } from '../layout/Menu.tsx';
import type { Row } from '../rows/row.ts';
import type { Tab, Target } from '../store/view.ts';
import { TagInFocus } from '../wire/MaskChip.tsx';
import { Wire } from '../wire/Wire.tsx';
import { DebugTab } from './DebugTab.tsx';
import { DiagnosisTab } from './DiagnosisTab.tsx';
import { LoginsOf } from './LoginsOf.tsx';
import { MessagesTab } from './MessagesTab.tsx';
import { PhaseNote } from './PhaseNote.tsx';
import { RequestTab } from './RequestTab.tsx';
import { ResponseTab } from './ResponseTab.tsx';
import { Tabs } from './Tabs.tsx';
import { TimingTab } from './TimingTab.tsx';

interface Properties {
  readonly row: Row;
  /** False where the messages of a stream are told when it closes. */
  readonly showsOpenStreams: boolean;
  /** The logins of the recording. */
  readonly logins: readonly Login[];
  readonly tab: Tab;
  readonly target: Target | undefined;
  readonly menuOpen: boolean;
  /** Asks for the menu of what can be copied. */
  readonly onMenu: (anchor: HTMLElement, at: Point) => void;
  readonly onTab: (tab: Tab) => void;
  readonly onEvidence: (evidence: Evidence) => void;
  readonly onRow: (row: number) => void;
  readonly onSwitchOn: () => void;
  readonly onClose: () => void;
}

/** Everything about one exchange. */
export function Detail(properties: Properties) {
  const { row, tab, menuOpen, onMenu, onTab, onClose } = properties;
  const { status } = row.inspected.exchange.response;
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
              aria-expanded={menuOpen}
              onClick={({ currentTarget }) => {
                const { left, bottom } = currentTarget.getBoundingClientRect();
                onMenu(currentTarget, { x: left, y: bottom + 2 });
              }}
            >
              <Icon name="copy" />
              Copy as…
            </button>
            <CloseButton label="Close the details" onClose={onClose} />
          </div>
        </div>
        <PhaseNote row={row} showsOpenStreams={properties.showsOpenStreams} />
        <Tabs tab={tab} onTab={onTab}>
          <TabContent key={row.id} {...properties} />
        </Tabs>
      </div>
    </TagInFocus.Provider>
  );
}

function TabContent({ row, logins, tab, target, onEvidence, onRow, onSwitchOn }: Properties) {
  const { exchange } = row.inspected;
  switch (tab) {
    case 'diagnosis':
      return (
        <>
          <DiagnosisTab row={row} onEvidence={onEvidence} onSwitchOn={onSwitchOn} />
          <LoginsOf row={row.id} logins={logins} onRow={onRow} />
        </>
      );
    case 'debug':
      return <DebugTab row={row} target={target} onSwitchOn={onSwitchOn} />;
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
