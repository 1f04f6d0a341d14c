import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { Report } from '../../report/report.ts';
import { count, size } from '../../words/quantity.ts';
import { Dialog } from '../layout/Dialog.tsx';
import { focusInSight } from '../layout/into-sight.ts';
import { type Exported, type Form, fileName, makeFile, prepareReport } from './export-file.ts';
import { Outcome, type Saving } from './Outcome.tsx';
import { TakenOut } from './TakenOut.tsx';

interface Properties {
  readonly all: Exported;
  /** What the filter lets through. */
  readonly shown: Exported;
  readonly version: string;
  readonly onSave: (name: string, content: Blob) => void;
  readonly onClosed: () => void;
}

/** Asks what to export, says what is taken out of it, and saves it. What arrives meanwhile is not in it. */
export function ExportDialog({ all, shown, version, onSave, onClosed }: Properties) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const saveButton = useRef<HTMLButtonElement>(null);
  const filtered = shown.exchanges.length > 0 && shown.exchanges.length < all.exchanges.length;
  const [onlyShown, setOnlyShown] = useState(filtered);
  const [withToolData, setWithToolData] = useState(false);
  const [report, setReport] = useState<Report>();
  const [saving, setSaving] = useState<Saving>({ state: 'not yet' });
  const chosen = onlyShown ? shown : all;

  const isReady = report !== undefined;
  const wasReady = useRef(false);
  useEffect(() => {
    // Only once: later the person is at another control.
    if (isReady && !wasReady.current) focusInSight(saveButton.current);
    wasReady.current ||= isReady;
  }, [isReady]);
  useEffect(() => {
    let isWanted = true;
    setReport(undefined);
    setSaving({ state: 'not yet' });
    void prepareReport(chosen, withToolData ? 'included' : 'left out', () => isWanted).then(
      (prepared) => isWanted && setReport(prepared),
      () => isWanted && setSaving({ state: 'failed', why: 'These requests can’t be cleaned.' }),
    );
    return () => {
      isWanted = false;
    };
  }, [chosen, withToolData]);

  const save = async (form: Form) => {
    if (!report) return;
    setSaving({ state: 'busy' });
    const at = Date.now();
    try {
      const file = await makeFile(report, form, chosen.inspector, { at, version });
      const name = fileName(form, at);
      // Closed meanwhile, it was not wanted any more.
      if (!dialog.current?.open) return;
      onSave(name, file);
      setSaving({ state: 'saved', name, size: size(file.size) });
    } catch (error) {
      setSaving({ state: 'failed', why: error instanceof Error ? error.message : String(error) });
    }
  };

  const close = () => dialog.current?.close();
  const waits = !report || saving.state === 'busy';
  return (
    <Dialog
      dialog={dialog}
      class="about export"
      title={`Export ${count(chosen.exchanges.length, 'MCP request')}`}
      closeLabel="Close the export"
      onClosed={onClosed}
    >
      {filtered && (
        <fieldset>
          <legend>Which requests</legend>
          <label>
            <input type="radio" name={id} checked={onlyShown} onChange={() => setOnlyShown(true)} />
            {shown.exchanges.length} shown by the filter
          </label>
          <label>
            <input type="radio" name={id} checked={!onlyShown} onChange={() => setOnlyShown(false)} />
            All {all.exchanges.length}
          </label>
        </fieldset>
      )}
      <TakenOut report={report} />
      <fieldset>
        <legend>Tool arguments and results</legend>
        <label>
          <input
            type="checkbox"
            checked={withToolData}
            onChange={({ currentTarget }) => setWithToolData(currentTarget.checked)}
          />
          Include what was sent to tools and what they answered
        </label>
        <p class={withToolData ? 'warned' : 'dim'}>
          {withToolData
            ? 'Whoever gets the file reads all of it, personal and business data too. Credentials stay out.'
            : 'They are left out: only their shape and size stay. No finding needs them.'}
        </p>
      </fieldset>
      <div class="buttons">
        <button
          type="button"
          class="primary"
          ref={saveButton}
          disabled={waits}
          onClick={() => void save('har')}
        >
          Save HAR{withToolData && ' with tool data'}
        </button>
        <button type="button" disabled={waits} onClick={() => void save('bundle')}>
          Save support bundle{withToolData && ' with tool data'}
        </button>
        <button type="button" onClick={close}>
          {saving.state === 'saved' ? 'Close' : 'Cancel'}
        </button>
      </div>
      <Outcome saving={saving} />
    </Dialog>
  );
}
