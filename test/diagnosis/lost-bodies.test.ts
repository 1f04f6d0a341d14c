import type { Entry } from 'har-format';
import { describe, expect, it } from 'vitest';
import { createInspector, type Inspected } from '../../src/inspect.ts';
import { readHar } from '../../src/report/har/read-har.ts';
import { recordedFiles } from '../golden/recordings.ts';

type Content = Entry['response']['content'];

/** How recordings lack a response body that was there. */
const LOSSES: readonly ((content: Content) => Content)[] = [
  // Chromium, when the page changed its URL meanwhile.
  ({ text: _text, ...content }) => content,
  // mitmproxy, of a body it passed on in pieces.
  (content) => ({ ...content, text: '' }),
  // Playwright, told to leave bodies out.
  ({ mimeType }) => ({ size: -1, mimeType }),
];

type Streamed = Entry & { readonly _eventSourceMessages?: readonly unknown[] };

const hasBody = (entry: Streamed): boolean =>
  (entry.response.content.text ?? '') !== '' || (entry._eventSourceMessages ?? []).length > 0;

function lose(entry: Entry, loss: (content: Content) => Content): Entry {
  const { _eventSourceMessages: _messages, ...rest } = entry as Streamed;
  const { text, size: told } = entry.response.content;
  const size = text === undefined ? told : new TextEncoder().encode(text).length;
  return {
    ...rest,
    response: { ...entry.response, content: loss({ ...entry.response.content, size }) },
  };
}

const inspect = (entries: readonly Entry[]): readonly (Inspected | undefined)[] => {
  const inspector = createInspector();
  return entries.map((entry) => inspector.add(entry));
};

const faults = (all: readonly (Inspected | undefined)[]): readonly string[] =>
  all.flatMap(
    (inspected, index) =>
      inspected?.findings.flatMap(({ rule, level }) =>
        level === 'info' ? [] : `${index} ${rule}/${level}`,
      ) ?? [],
  );

/** What a status says by itself. */
const GENERAL = ['failure-unexplained/error', 'rate-limited/error'];

describe('a lost response body adds no error and no warning', () => {
  it.each(recordedFiles())('$litellm $scenario', ({ text }) => {
    const entries = readHar(text);
    const known = new Set(faults(inspect(entries)));
    // What failed for a reason that was in the body still failed.
    for (const fault of [...known])
      for (const general of GENERAL) known.add(`${fault.split(' ', 1)[0]} ${general}`);
    const each = entries.flatMap((entry, at) =>
      hasBody(entry)
        ? [
            entries.map((other, index) =>
              index === at ? lose(other, LOSSES[at % LOSSES.length] as (typeof LOSSES)[number]) : other,
            ),
          ]
        : [],
    );
    const all = LOSSES.map((loss) => entries.map((entry) => (hasBody(entry) ? lose(entry, loss) : entry)));
    const unfounded = [...each, ...all].flatMap((lossy) =>
      faults(inspect(lossy)).filter((fault) => !known.has(fault)),
    );
    expect(unfounded).toEqual([]);
  });
});
