import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { CloseButton } from '../layout/CloseButton.tsx';
import { onEscape } from '../layout/focus.ts';
import { RulePage } from './RulePage.tsx';

interface Properties {
  readonly rule: string;
  readonly onClosed: () => void;
}

/** A rule's page over the panel, until it is closed. */
export function RuleDialog({ rule, onClosed }: Properties) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const [page, setPage] = useState<string>();
  useEffect(() => {
    dialog.current?.showModal();
    let isShown = true;
    import('./pages.ts').then(
      ({ pageOf }) => isShown && setPage(pageOf(rule) ?? NO_PAGE),
      // The extension was updated under the open panel.
      () => isShown && setPage(NO_PAGE),
    );
    return () => {
      isShown = false;
    };
  }, [rule]);
  const close = () => dialog.current?.close();
  return (
    <dialog
      class="about"
      aria-labelledby={id}
      ref={dialog}
      closedby="any"
      onKeyDown={onEscape(close)}
      onClose={onClosed}
    >
      <div class="about-head">
        <h2 id={id}>{rule}</h2>
        <CloseButton label="Close the page" onClose={close} />
      </div>
      {page !== undefined && <RulePage markdown={page} />}
    </dialog>
  );
}

const NO_PAGE = 'This page can’t be shown. Close DevTools and open it again.';
