import { useRef } from 'preact/hooks';
import type { PanelPort } from '../ports/panel.ts';
import { sheet } from './check/later.ts';
import { useCopyMenu } from './copy/useCopyMenu.tsx';
import { pane } from './detail/later.ts';
import { checkAccess } from './layout/CheckButton.tsx';
import { focusSoon } from './layout/focus.ts';
import { NothingShown } from './layout/NothingShown.tsx';
import { Split } from './layout/Split.tsx';
import { Grid } from './list/Grid.tsx';
import type { Row } from './rows/row.ts';
import type { Store } from './store/store.ts';

interface Properties {
  readonly store: Store;
  readonly port: PanelPort;
  /** Makes the text of a HAR of the whole recording. */
  readonly allAsHar: () => Promise<string>;
}

/** The list beside the details, or the overview while nothing is selected. */
export function ListAndDetail({ store, port, allAsHar }: Properties) {
  const { split } = store;
  const frame = useRef<HTMLElement>(null);
  const Pane = pane.value;
  const Sheet = sheet.value;
  const { selected, shown } = store.view;
  const checking = store.files.opened.value ? undefined : store.checks.sheet.value;
  const menu = useCopyMenu(allAsHar);
  const focus = (selector: string) => focusSoon(() => frame.current?.querySelector<HTMLElement>(selector));

  const toList = () => focus('.grid-body [tabindex="0"]');
  const actionsOn = (row: Row) => {
    const { whyNot, onCheck } = checkAccess(store, row);
    const sent = row.inspected.rpc?.sent ?? [];
    return [
      { label: 'Check this server…', whyNot, act: onCheck },
      ...(sent.length === 1 && sent[0]?.type === 'request'
        ? [{ label: 'Send again…', whyNot, act: () => store.checks.openAgain(row) }]
        : []),
    ];
  };

  // The list stays under what stands in its place: to make it anew takes longer than a key in the filter may.
  const list = (
    <>
      <Grid
        store={store}
        menuOpenOn={menu.openOn?.exchange.index}
        onMenu={(row, anchor, at) =>
          menu.open({ inspected: row.inspected, anchor, at, actions: actionsOn(row) })
        }
        onEnter={() => focus('[role="tab"][aria-selected="true"]')}
      />
      {shown.value.length === 0 && store.traffic.rows.value.length + store.open.value.length > 0 && (
        <NothingShown store={store} />
      )}
    </>
  );

  return (
    <main class="recording-frame" ref={frame}>
      <h1 class="unseen">MCP requests {store.files.opened.value ? 'in this file' : 'of this tab'}</h1>
      <Split
        percent={split.value}
        onPercent={store.setSplit}
        first={list}
        second={
          <>
            {checking && Sheet && (
              <div class="check-layer" hidden={selected.value !== undefined}>
                <Sheet store={store} port={port} onClosed={toList} />
              </div>
            )}
            {checking && selected.value && (
              <p class="check-back">
                <button type="button" class="link" onClick={() => store.view.select(undefined)}>
                  Back to the check
                </button>
              </p>
            )}
            {Pane && !(checking && !selected.value) && (
              <Pane store={store} port={port} menu={menu} onClosed={toList} />
            )}
          </>
        }
      />
      {menu.element}
    </main>
  );
}
