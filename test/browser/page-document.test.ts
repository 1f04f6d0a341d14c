import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

/*
 * Orders of events in which a document is not known yet when the next navigation is told. Browsers that are not busy seldom have them;
 * e2e/navigation.test.ts has what real ones tell.
 */

/** The document of the page; undefined where it can't be asked. */
let document: { readonly began: number; readonly address: string } | undefined;
/** Milliseconds in which the page's own clock stood still. */
let slept: number;
let tell: (url: string) => void;
let answers: Promise<boolean>[];

const [A, B, C] = ['http://site.test/a', 'http://site.test/b', 'http://site.test/c'] as const;
/** Downloads. */
const [X, Y] = ['http://site.test/x.bin', 'http://site.test/y.bin'] as const;

async function inspect(protocol: 'chrome-extension:' | 'moz-extension:'): Promise<void> {
  vi.stubGlobal('location', { protocol });
  const { onPageNavigated } = await import('../../src/browser/page-document.ts');
  onPageNavigated((_url, isNew) => answers.push(isNew));
  await vi.advanceTimersByTimeAsync(0);
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  document = { began: Date.now() - 1_000, address: A };
  slept = 0;
  answers = [];
  vi.stubGlobal('chrome', {
    devtools: {
      inspectedWindow: {
        tabId: 1,
        eval: (_question: string, answer: (value: unknown) => void) => {
          answer(document && [document.began, document.address, Date.now() - document.began - slept]);
        },
      },
      network: {
        onNavigated: {
          addListener: (listener: typeof tell) => {
            tell = listener;
          },
        },
      },
    },
  });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** The page has a document from now on, which began so many milliseconds ago. */
const has =
  (address: string, ago = 0) =>
  () => {
    document = { began: Date.now() - ago, address };
  };

/** The page sets its URL, of which Firefox tells nothing. */
const sets = (address: string) => () => {
  if (document) document = { ...document, address };
};

/** The computer sleeps. */
const sleeps = (milliseconds: number) => () => {
  vi.setSystemTime(Date.now() + milliseconds);
  slept += milliseconds;
};

/** The page can't be asked. */
const gone = () => {
  document = undefined;
};

/** The browser tells of a navigation. */
const told = (url: string) => () => tell(url);

/**
 * Whether the page had a new document at each navigation that was told.
 * @param events what happens, in its order; a number is milliseconds that pass
 */
async function areNew(...events: readonly (number | (() => void))[]): Promise<readonly boolean[]> {
  for (const event of [...events, 60_000]) {
    if (typeof event === 'number') await vi.advanceTimersByTimeAsync(event);
    else event();
  }
  return Promise.all(answers);
}

describe('Firefox', () => {
  beforeEach(() => inspect('moz-extension:'));

  it('has another document, also when the one before it went before it was known', async () => {
    expect(await areNew(told(B), 100, has(C), told(C))).toEqual([true, true]);
  });

  it('has another document, also when that answered before it was told of', async () => {
    expect(await areNew(gone, told(B), 100, has(C), 100, told(C))).toEqual([true, true]);
  });

  it('has another document, also when it was reloaded before it was known, and that answered before it was told of', async () => {
    expect(await areNew(gone, told(B), 100, has(B), 100, told(B))).toEqual([true, true]);
  });

  it('has another document, also when that was on its way before the one before it was told of', async () => {
    expect(await areNew(100, gone, told(B), 100, has(C, 200), 100, told(C))).toEqual([true, true]);
  });

  it('has another document after a reload, also when the one before it still answers', async () => {
    expect(await areNew(has(B), told(B), 100, told(B), 500, has(B))).toEqual([true, true]);
  });

  it('keeps its document, when a download is told before it is known', async () => {
    expect(await areNew(told(B), 100, told(X), has(B))).toEqual([true, false]);
  });

  it('keeps the document that was reloaded at a download, wherever that had set its URL to', async () => {
    expect(await areNew(told(A), 500, has(A), 5_000, told(X))).toEqual([true, false]);
    expect(await areNew(sets(B), told(B), 500, has(B), 5_000, told(X))).toEqual([true, false, true, false]);
  });

  it('keeps its document when a reload is stopped', async () => {
    expect(await areNew(told(A), 5_000, told(X), 5_000, told(A))).toEqual([false, false, false]);
  });

  it.each([0, 5_000])('keeps its document at a download, %i ms after it is known', async (later) => {
    expect(await areNew(has(B), told(B), later, told(X), later, told(Y))).toEqual([true, false, false]);
  });
});

describe('Chromium', () => {
  beforeEach(() => inspect('chrome-extension:'));

  it('keeps a document that sets its URL before it is known', async () => {
    expect(await areNew(gone, 10, told(B), has(C, 10), told(C))).toEqual([true, false]);
  });

  it('has another document, also when the one before it went before it was known', async () => {
    expect(await areNew(gone, told(B), 10, has(C), told(C))).toEqual([true, true]);
  });

  it('has another document, also when that answered before it was told of, and keeps it from then on', async () => {
    const events = [gone, told(B), 100, has(C), 100, told(C), 100, told(A)];
    expect(await areNew(...events)).toEqual([true, true, false]);
  });

  it('keeps a document that sets its URL after the computer slept', async () => {
    expect(await areNew(has(B), told(B), 1_000, sleeps(3_600_000), told(C))).toEqual([true, false]);
  });
});
