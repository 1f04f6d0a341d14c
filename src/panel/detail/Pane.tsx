import type { PanelPort } from '../../ports/panel.ts';
import type { CopyMenu } from '../copy/useCopyMenu.tsx';
import type { Store } from '../store/store.ts';
import { Detail } from './Detail.tsx';
import { Overview } from './Overview.tsx';

interface Properties {
  readonly store: Store;
  readonly port: PanelPort;
  readonly menu: CopyMenu;
  /** The details went, and the overview stands in their place. */
  readonly onClosed: () => void;
}

/** What stands beside the list: the details of the selected exchange, or else the overview. */
export function Pane({ store, port, menu, onClosed }: Properties) {
  const selected = store.view.selected.value;
  if (!selected) return <Overview store={store} onReload={() => port.reloadPage()} />;
  const close = () => {
    store.view.select(undefined);
    onClosed();
  };
  return (
    <Detail
      store={store}
      row={selected}
      showsOpenStreams={port.showsOpenStreams}
      menu={menu}
      onClose={close}
    />
  );
}
