import { count } from '../../words/quantity.ts';
import { CloseButton } from '../layout/CloseButton.tsx';
import { Icon } from '../layout/Icon.tsx';
import type { Store } from '../store/store.ts';
import { Wire } from '../wire/Wire.tsx';

/** Whose requests are on the screen when they are not the tab's, and what became of opening a file. */
export function FileBar({ store: { files, live, isRecording } }: { readonly store: Store }) {
  const opened = files.opened.value;
  const reading = files.reading.value;
  const problem = files.problem.value;
  const ofTab = opened ? live.rows.value.length : 0;
  return (
    <>
      {opened && (
        <section class="file-bar opened" aria-label="Opened file">
          <Icon name="file" />
          <p>
            <b>
              <Wire text={opened.name} />
            </b>{' '}
            <span class="dim">
              These requests are from a file.{isRecording.value && ' The tab is recorded meanwhile.'}
            </span>
          </p>
          <button type="button" onClick={files.close}>
            Back to the tab{ofTab > 0 && ` (${count(ofTab, 'MCP request')})`}
          </button>
        </section>
      )}
      {reading && (
        <section class="file-bar" aria-label="File that is being opened">
          <p role="status">
            Opening <Wire text={reading.name} />…
          </p>
          <progress
            aria-label="Progress"
            max={1}
            {...(reading.share === undefined ? {} : { value: reading.share })}
          />
          <button type="button" onClick={files.cancel}>
            Cancel
          </button>
        </section>
      )}
      {problem && (
        <section class="file-bar failed" aria-label="File that can’t be opened">
          <Icon name="error" />
          <p role="alert">
            <b>
              <Wire text={problem.name} />
            </b>{' '}
            can’t be opened: {problem.why}
          </p>
          <CloseButton label="Close the message" onClose={files.forgetProblem} />
        </section>
      )}
    </>
  );
}
