import { useRef } from 'preact/hooks';
import type { PanelPort } from '../ports/panel.ts';
import { useCopyMenu } from './copy/useCopyMenu.tsx';
import { pane } from './detail/later.ts';
import { focusSoon } from './layout/focus.ts';
import { NothingShown } from './layout/NothingShown.tsx';
import { Split } from './layout/Split.tsx';
import { Grid } from './list/Grid.tsx';
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
  const menu = useCopyMenu(allAsHar);
  const focus = (selector: string) => focusSoon(() => frame.current?.querySelector<HTMLElement>(selector));

  // The list stays under what stands in its place: to make it anew takes longer than a key in the filter may.
  const list = (
    <>
      <Grid
        store={store}
        menuOpenOn={menu.openOn?.exchange.index}
        onMenu={({ inspected }, anchor, at) => menu.open({ inspected, anchor, at })}
        onEnter={() => focus('[role="tab"][aria-selected="true"]')}
      />
      {store.view.shown.value.length === 0 && <NothingShown store={store} />}
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
          Pane && (
            <Pane store={store} port={port} menu={menu} onClosed={() => focus('.grid-body [tabindex="0"]')} />
          )
        }
      />
      {menu.element}
    </main>
  );
}
