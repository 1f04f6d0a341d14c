import { useState } from 'preact/hooks';
import { size } from '../../words/quantity.ts';
import { Wire } from './Wire.tsx';

const STEP = 200_000;

interface Properties {
  readonly text: string;
  /** The stretch of the text that proves something, as offsets; it is marked and shown however far down it stands. */
  readonly marked?: readonly [number, number] | undefined;
}

/** Wire text of any length: the first part, what was left out in numbers, and a button for more. */
export function LongText({ text, marked }: Properties) {
  const [shown, setShown] = useState(STEP);
  const end = Math.max(shown, marked?.[1] ?? 0);
  const more = text.length - end;
  return (
    <>
      <pre class="text">
        {marked ? (
          <>
            <Wire text={text.slice(0, marked[0])} />
            <mark>
              <Wire text={text.slice(...marked)} />
            </mark>
            <Wire text={text.slice(marked[1], end)} />
          </>
        ) : (
          <Wire text={text.slice(0, end)} />
        )}
      </pre>
      {more > 0 && (
        <p class="cut">
          Cut here: {size(more)} of {size(text.length)} not shown.{' '}
          <button type="button" class="link" onClick={() => setShown(end + STEP)}>
            Show {size(Math.min(more, STEP))} more
          </button>
        </p>
      )}
    </>
  );
}
