import { count } from '../../words/quantity.ts';
import { CloseButton } from '../layout/CloseButton.tsx';
import { Icon } from '../layout/Icon.tsx';
import type { Problem, Reading } from '../store/files.ts';
import { Wire } from '../wire/Wire.tsx';

interface Properties {
  /** The opened file's name. */
  readonly opened: string | undefined;
  readonly reading: Reading | undefined;
  readonly problem: Problem | undefined;
  /** MCP requests in the tab's own recording. */
  readonly live: number;
  /** Whether the tab is recorded now. */
  readonly isRecording: boolean;
  readonly onClose: () => void;
  readonly onCancel: () => void;
  readonly onForget: () => void;
}

/** Whose requests are on the screen when they are not the tab's, and what became of opening a file. */
export function FileBar(properties: Properties) {
  const { opened, reading, problem, live, isRecording, onClose, onCancel, onForget } = properties;
  return (
    <>
      {opened !== undefined && (
        <section class="file-bar opened" aria-label="Opened file">
          <Icon name="file" />
          <p>
            <b>
              <Wire text={opened} />
            </b>{' '}
            <span class="dim">
              These requests are from a file.{isRecording && ' The tab is recorded meanwhile.'}
            </span>
          </p>
          <button type="button" onClick={onClose}>
            Back to the tab{live > 0 && ` (${count(live, 'MCP request')})`}
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
          <button type="button" onClick={onCancel}>
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
          <CloseButton label="Close the message" onClose={onForget} />
        </section>
      )}
    </>
  );
}
