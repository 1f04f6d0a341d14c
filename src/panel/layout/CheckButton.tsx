import type { Row } from '../rows/row.ts';
import type { Store } from '../store/store.ts';

/** What may be checked from here. */
export interface CheckAccess {
  /** Why not, one sentence. */
  readonly whyNot: string | undefined;
  readonly onCheck: () => void;
}

/** @param row what the sheet takes its server from */
export const checkAccess = ({ files, checks }: Store, row?: Row): CheckAccess => ({
  whyNot: files.opened.value ? 'This is a file. Close it to check a server of this tab.' : undefined,
  onCheck: () => checks.open(row),
});

/** Opens the sheet of a check. Where that can't be it keeps its place, and says why. */
export function CheckButton({ label, whyNot, onCheck }: CheckAccess & { readonly label: string }) {
  return (
    <button
      type="button"
      class="check-button"
      aria-disabled={whyNot !== undefined}
      title={whyNot ?? 'Hopscope asks the gateway itself'}
      onClick={() => whyNot === undefined && onCheck()}
    >
      {label}
      {whyNot !== undefined && <span class="unseen">: {whyNot}</span>}
    </button>
  );
}
