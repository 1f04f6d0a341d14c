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

type PostData = NonNullable<Entry['request']['postData']>;

/** How recordings lack what was sent. */
const UNSENT: readonly ((post: PostData) => unknown)[] = [
  // HTTP Toolkit, over its limit.
  () => undefined,
  // Playwright's `attach` and `omit`.
  ({ mimeType }) => ({ mimeType, text: '', params: [] }),
  // mitmproxy, of a body it passed on in pieces.
  ({ mimeType }) => ({ mimeType, text: null }),
  // Whoever cuts long texts.
  ({ mimeType, text = '' }) => ({ mimeType, text: text.slice(0, Math.floor(text.length * 0.6)) }),
];

function unsend(entry: Entry, loss: (post: PostData) => unknown): Entry {
  const { postData } = entry.request;
  return postData === undefined
    ? entry
    : { ...entry, request: { ...entry.request, postData: loss(postData) as PostData } };
}

/** The first part of a response, beside the size of all of it: Firefox beyond 1 MB. */
const cut =
  (share: number) =>
  (content: Content): Content =>
    content.text === undefined
      ? content
      : { ...content, text: content.text.slice(0, content.text.length * share) };

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
const GENERAL = ['challenge-missing/warning', 'failure-unexplained/error', 'rate-limited/error'];

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

/** `index rule` of what refuses by its status alone, and so needs no body. */
const refused = (all: readonly (Inspected | undefined)[]): readonly number[] =>
  all.flatMap((inspected, index) => {
    const isCall = inspected?.exchange.request.method === 'POST' && inspected.challenge === undefined;
    const { status = 0 } = inspected?.exchange.response ?? {};
    // A 401 by itself says only that a login is missing.
    const isRefused = status >= 400 && status !== 401;
    const isLoud = inspected?.findings.some(({ level }) => level === 'error') ?? false;
    return isCall && isRefused && isLoud ? [index] : [];
  });

/** Where a refusal's own words are in the response, which is still there, they may fit a more general rule. */
const BY_WORDS = ['rest-request-invalid/error'];

describe('of a recording that lacks what was sent, or both bodies, no more is said, and each refusal is still one', () => {
  it.each(recordedFiles())('$litellm $scenario', ({ text }) => {
    const entries = readHar(text);
    const before = inspect(entries);
    const known = new Set(faults(before));
    for (const fault of [...known])
      for (const general of [...GENERAL, ...BY_WORDS]) known.add(`${fault.split(' ', 1)[0]} ${general}`);
    for (const [at, loss] of UNSENT.entries()) {
      for (const isBoth of [false, true]) {
        const after = inspect(
          entries.map((entry) => {
            const left = unsend(entry, loss);
            const gone = LOSSES[at % LOSSES.length] as (typeof LOSSES)[number];
            return isBoth && hasBody(entry) ? lose(left, gone) : left;
          }),
        );
        expect(faults(after).filter((fault) => !known.has(fault))).toEqual([]);
        const rows = new Set(after.flatMap((inspected, index) => (inspected ? index : [])));
        const missed = refused(before).filter((index) => rows.has(index) && !refused(after).includes(index));
        expect(missed).toEqual([]);
      }
    }
  });
});

describe('the first part of a response is no whole one', () => {
  it.each(recordedFiles())('$litellm $scenario', ({ text }) => {
    const entries = readHar(text);
    const quiet = inspect(entries).map((inspected) =>
      (inspected?.findings ?? []).every(({ level }) => level === 'info'),
    );
    for (const share of [0.1, 0.6]) {
      const parts = entries.map((entry) => (hasBody(entry) ? lose(entry, cut(share)) : entry));
      const loud = faults(inspect(parts)).filter((fault) => quiet[Number(fault.split(' ', 1)[0])]);
      expect(loud).toEqual([]);
    }
  });
});
