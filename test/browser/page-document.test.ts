import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

/*
 * Orders of events in which a document is not known yet when the next navigation is told. Browsers that are not busy seldom have them;
 * e2e/navigation.test.ts has what real ones tell.
 */

/** What the page answers when it is asked for its document; undefined where it can't be asked. */
let document: readonly [began: number, address: string] | undefined;
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
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  document = [1, A];
  answers = [];
  vi.stubGlobal('chrome', {
    devtools: {
      inspectedWindow: {
        tabId: 1,
        eval: (_question: string, answer: (value: unknown) => void) => answer(document),
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

describe('Firefox', () => {
  it('has another document, also when the one before it went before it was known', async () => {
    await inspect('moz-extension:');
    tell(B);
    await vi.advanceTimersByTimeAsync(100);
    document = [3, C];
    tell(C);
    expect(await areNew()).toEqual([true, true]);
  });

  it('keeps its document, when a download is told before it is known', async () => {
    await inspect('moz-extension:');
    tell(B);
    await vi.advanceTimersByTimeAsync(100);
    tell('http://site.test/x.bin');
    document = [2, B];
    expect(await areNew()).toEqual([true, false]);
  });
});

describe('Chromium', () => {
  it('keeps a document that sets its URL before it is known', async () => {
    await inspect('chrome-extension:');
    document = undefined;
    tell(B);
    document = [2, C];
    tell(C);
    expect(await areNew()).toEqual([true, false]);
  });
});
