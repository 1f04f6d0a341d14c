import type { ComponentChildren } from 'preact';
import { useContext, useState } from 'preact/hooks';
import type { Inspected } from '../../inspect.ts';
import { Clipboard } from '../layout/CopyButton.tsx';
import type { Menu, MenuItem, Point } from '../layout/Menu.tsx';
import { Notice } from '../layout/Notice.tsx';

/** What a menu was opened on, and where. */
export interface MenuCall {
  readonly inspected: Inspected;
  /** Gets the focus back. */
  readonly anchor: HTMLElement;
  readonly at: Point;
  /** What else can be done with it. */
  readonly actions?: readonly MenuItem[];
}

export interface CopyMenu {
  readonly open: (call: MenuCall) => void;
  /** Undefined while it is closed. */
  readonly openOn: Inspected | undefined;
  readonly element: ComponentChildren;
}

/**
 * The menu of what can be copied of an exchange, and the word on whether it was.
 * @param allAsHar makes the text of a HAR of the whole recording
 */
export function useCopyMenu(allAsHar: () => Promise<string>): CopyMenu {
  const copy = useContext(Clipboard);
  const [shown, setShown] = useState<Shown>();
  const [notice, setNotice] = useState<{ readonly text: string }>();

  const item = (label: string, text: () => string | Promise<string>): MenuItem => ({
    label,
    act: () => {
      const say = (words: string) => setNotice({ text: words });
      Promise.resolve()
        .then(text)
        .then(
          (written) =>
            copy(written).then(
              () => say(`Copied: ${label}`),
              () => say('Not copied: the browser refused the clipboard.'),
            ),
          (error: unknown) => say(`Not copied: ${error instanceof Error ? error.message : String(error)}`),
        );
    },
  });

  const open = (call: MenuCall) => {
    // Apart from the panel's own script, like the rules it quotes.
    const parts = [import('../../report/copy/safe-copies.ts'), import('../layout/Menu.tsx')] as const;
    void Promise.all(parts).then(([{ safeCopiesOf }, { Menu }]) => {
      const groups = safeCopiesOf(call.inspected).map((group) =>
        group.map(({ label, text }) => item(label, text)),
      );
      const { actions = [] } = call;
      setShown({
        call,
        Menu,
        groups: [...groups, [item('All as HAR', allAsHar)], ...(actions.length > 0 ? [actions] : [])],
      });
    });
  };

  const close = (returnFocus: boolean) => {
    setShown(undefined);
    if (returnFocus) shown?.call.anchor.focus({ preventScroll: true });
  };

  return {
    open,
    openOn: shown?.call.inspected,
    element: (
      <>
        {shown && <shown.Menu title="Copy as" groups={shown.groups} at={shown.call.at} onClose={close} />}
        <Notice notice={notice} />
      </>
    ),
  };
}

interface Shown {
  readonly call: MenuCall;
  readonly Menu: typeof Menu;
  readonly groups: readonly (readonly MenuItem[])[];
}
