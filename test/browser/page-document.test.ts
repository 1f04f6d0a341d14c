import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

/*
 * Orders of events in which a document is not known yet when the next navigation is told. Browsers that are not busy seldom have them;
 * e2e/navigation.test.ts has what real ones tell.
 */

/** The document of the page; undefined where it can't be asked. */
let document: { readonly began: number; readonly address: string } | undefined;
let tell: (url: string) => void;
let answers: Promise<boolean>[];

const [A, B, C] = ['http://site.test/a', 'http://site.test/b', 'http://site.test/c'] as const;

async function inspect(protocol: 'chrome-extension:' | 'moz-extension:'): Promise<void> {
  vi.stubGlobal('location', { protocol });
  const { onPageNavigated } = await import('../../src/browser/page-document.ts');
  onPageNavigated((_url, isNew) => answers.push(isNew));
  await vi.advanceTimersByTimeAsync(0);
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  document = { began: Date.now() - 1_000, address: A };
  answers = [];
  vi.stubGlobal('chrome', {
    devtools: {
      inspectedWindow: {
        tabId: 1,
        eval: (_question: string, answer: (value: unknown) => void) => {
          answer(document && [document.began, document.address, Date.now() - document.began]);
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

async function areNew(): Promise<readonly boolean[]> {
  await vi.advanceTimersByTimeAsync(60_000);
  return Promise.all(answers);
}

/** A document that begins now. */
const open = (address: string) => ({ began: Date.now(), address });

const wait = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);

describe('Firefox', () => {
  beforeEach(() => inspect('moz-extension:'));

  it('has another document, also when the one before it went before it was known', async () => {
    tell(B);
    await wait(100);
    document = open(C);
    tell(C);
    expect(await areNew()).toEqual([true, true]);
  });

  it('has another document, also when that answered before it was told of', async () => {
    document = undefined;
    tell(B);
    await wait(100);
    document = open(C);
    await wait(100);
    tell(C);
    expect(await areNew()).toEqual([true, true]);
  });

  it('has another document, also when it was reloaded before it was known, and that answered before it was told of', async () => {
    document = undefined;
    tell(B);
    await wait(100);
    document = open(B);
    await wait(100);
    tell(B);
    expect(await areNew()).toEqual([true, true]);
  });

  it('has another document, also when that was on its way before the one before it was told of', async () => {
    const soon = open(C);
    await wait(100);
    document = undefined;
    tell(B);
    await wait(100);
    document = soon;
    await wait(100);
    tell(C);
    expect(await areNew()).toEqual([true, true]);
  });

  it('has another document after a reload, also when the one before it still answers', async () => {
    document = open(B);
    tell(B);
    await wait(100);
    tell(B);
    await wait(500);
    document = open(B);
    expect(await areNew()).toEqual([true, true]);
  });

  it('keeps its document, when a download is told before it is known', async () => {
    tell(B);
    await wait(100);
    tell('http://site.test/x.bin');
    document = open(B);
    expect(await areNew()).toEqual([true, false]);
  });

  it.each([0, 5_000])('keeps its document at a download, %i ms after it is known', async (later) => {
    document = open(B);
    tell(B);
    await wait(later);
    tell('http://site.test/x.bin');
    await wait(later);
    tell('http://site.test/y.bin');
    expect(await areNew()).toEqual([true, false, false]);
  });
});

describe('Chromium', () => {
  beforeEach(() => inspect('chrome-extension:'));

  it('keeps a document that sets its URL before it is known', async () => {
    document = undefined;
    const soon = open(C);
    await wait(10);
    tell(B);
    document = soon;
    tell(C);
    expect(await areNew()).toEqual([true, false]);
  });

  it('has another document, also when the one before it went before it was known', async () => {
    document = undefined;
    tell(B);
    await wait(10);
    document = open(C);
    tell(C);
    expect(await areNew()).toEqual([true, true]);
  });

  it('has another document, also when that answered before it was told of, and keeps it from then on', async () => {
    document = undefined;
    tell(B);
    await wait(100);
    document = open(C);
    await wait(100);
    tell(C);
    await wait(100);
    tell(A);
    expect(await areNew()).toEqual([true, true, false]);
  });
});
