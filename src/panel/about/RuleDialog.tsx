import { useEffect, useRef, useState } from 'preact/hooks';
import { Dialog } from '../layout/Dialog.tsx';
import { RulePage } from './RulePage.tsx';

interface Properties {
  readonly rule: string;
  readonly onClosed: () => void;
}

/** A rule's page over the panel, until it is closed. */
export function RuleDialog({ rule, onClosed }: Properties) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [page, setPage] = useState<string>();
  useEffect(() => {
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
  return (
    <Dialog dialog={dialog} class="about" title={rule} closeLabel="Close the page" onClosed={onClosed}>
      {page !== undefined && <RulePage markdown={page} />}
    </Dialog>
  );
}

const NO_PAGE = 'This page can’t be shown. Close DevTools and open it again.';
