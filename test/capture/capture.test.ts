import type { Entry } from 'har-format';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createCapture } from '../../src/capture/capture.ts';
import type { Content, Network, Recorded } from '../../src/ports/network.ts';
import { eventually } from '../eventually.ts';

/*
 * What a real browser does only now and then: answers late, never, or in another order. What it does every day is shown
 * by the end-to-end tests.
 */
let finish: (request: Recorded) => void;
let navigate: (url: string, isNewDocument: Promise<boolean>) => void;
let before: Recorded[];
let listeners: number;
let delivered: Entry[];

beforeEach(() => {
  before = [];
  delivered = [];
  listeners = 0;
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const network: Network = {
  onFinished(listener) {
    listeners++;
    finish = listener;
    return () => listeners--;
  },
  onNavigated(listener) {
    listeners++;
    navigate = listener;
    return () => listeners--;
  },
  soFar: async () => before,
};

interface Shape {
  readonly status?: number;
  readonly blocked?: number;
  readonly size?: number;
  readonly mimeType?: string;
  readonly type?: NonNullable<Entry['_resourceType']>;
}

function recorded(name: string, content: Recorded['content'] = text(name), shape: Shape = {}): Recorded {
  const { status = 200, blocked = 1, size = 1, mimeType = 'application/json', type = 'fetch' } = shape;
  const entry = {
    startedDateTime: '2026-01-01T00:00:00.000Z',
    request: { method: 'POST', url: `http://gateway/${name}` },
    response: { status, content: { size, mimeType } },
    timings: { blocked, wait: 2 },
    _resourceType: type,
  } as unknown as Entry;
  return { entry, content };
}

function text(body: string): () => Promise<Content> {
  return async () => ({ text: body, base64: false });
}

const never = () => new Promise<undefined>(() => {});

const QUIET = { began: async () => undefined, streams: () => undefined };

function start(): () => void {
  return createCapture(network).start({
    ...QUIET,
    entry: (entry) => delivered.push(entry),
    navigated: (url) => delivered.push({ request: { url } } as Entry),
  });
}

/** What was delivered, by the last part of its address. */
function names(): (string | undefined)[] {
  return delivered.map((entry) => entry.request.url.split('/').at(-1));
}

describe('requests that finish', () => {
  it('keep their order though a body comes late', async () => {
    start();
    let answer: (content: Content) => void = () => {};
    finish(recorded('slow', () => new Promise((resolve) => (answer = resolve))));
    finish(recorded('quick'));
    navigate('http://page/next', Promise.resolve(true));
    await eventually(() => expect(listeners).toBe(2));
    answer({ text: 'at last', base64: false });
    await eventually(() => expect(names()).toEqual(['slow', 'quick', 'next']));
    expect(delivered[0]?.response.content.text).toBe('at last');
  });

  it('come without a body, and say so, when reading it fails', async () => {
    start();
    finish(recorded('gone', () => Promise.reject(new Error('the page went away'))));
    finish(recorded('odd', async () => ({ text: 'no base64!', base64: true })));
    finish(recorded('next'));
    await eventually(() => expect(names()).toEqual(['gone', 'odd', 'next']));
    for (const { response } of delivered.slice(0, 2)) {
      expect(response.content).toMatchObject({ comment: expect.stringContaining('did not hand over') });
    }
  });

  it('come without a body, and say so, when the browser never hands it over', async () => {
    vi.useFakeTimers();
    start();
    finish(recorded('mute', never));
    finish(recorded('next'));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(names()).toEqual(['mute', 'next']);
    expect(delivered[0]?.response.content).toMatchObject({
      comment: expect.stringContaining('did not hand over'),
    });
    expect(delivered[0]?.response.content).not.toHaveProperty('text');
  });

  it('wait for bodies that the browser hands over one by one, however long the line is', async () => {
    vi.useFakeTimers();
    start();
    const after = (milliseconds: number) => () =>
      new Promise<Content>((resolve) =>
        setTimeout(resolve, milliseconds, { text: 'handed over', base64: false }),
      );
    for (let n = 1; n <= 20; n += 1) finish(recorded(String(n), after(n * 900)));
    await vi.advanceTimersByTimeAsync(20_000);
    expect(delivered.map(({ response }) => response.content.text)).toEqual(Array(20).fill('handed over'));
  });

  it('are not asked for a body that is too large or never MCP', async () => {
    start();
    const content = vi.fn(text('x'));
    finish(recorded('large', content, { size: 9 * 1024 * 1024 }));
    finish(recorded('image', content, { type: 'image' }));
    await eventually(() => expect(names()).toEqual(['large', 'image']));
    expect(content).not.toHaveBeenCalled();
    expect(delivered[0]?.response.content.comment).toMatch(/9\.0 MB/);
  });

  it('still come after one that its receiver failed on', async () => {
    const report = vi.spyOn(console, 'error').mockReturnValue();
    createCapture(network).start({
      ...QUIET,
      entry(entry) {
        delivered.push(entry);
        if (delivered.length === 1) throw new Error('receiver failed');
      },
      navigated: () => {},
    });
    finish(recorded('one'));
    finish(recorded('two'));
    await eventually(() => expect(names()).toEqual(['one', 'two']));
    expect(report).toHaveBeenCalledOnce();
  });

  it('come no more after the stop', async () => {
    const stop = start();
    finish(recorded('one'));
    navigate('http://page/next', Promise.resolve(true));
    stop();
    await new Promise(setImmediate);
    expect(names()).toEqual([]);
    expect(listeners).toBe(0);
  });
});

describe('requests from before', () => {
  it('come although reading one of them fails', async () => {
    before = [
      recorded('gone', () => Promise.reject(new Error('the page went away'))),
      recorded('odd', async () => ({ text: 'no base64!', base64: true })),
      recorded('earlier'),
    ];
    start();
    await eventually(() => expect(names()).toEqual(['gone', 'odd', 'earlier']));
  });

  it('come first, and once though they also come as an event', async () => {
    before = [recorded('one'), recorded('two')];
    start();
    finish(recorded('two', text('from the event')));
    finish(recorded('three'));
    await eventually(() => expect(names()).toEqual(['one', 'two', 'three']));
    expect(delivered[1]?.response.content.text).toBe('from the event');
  });

  it('come as often as they were sent, though a coarse clock makes them alike', async () => {
    before = [recorded('twin'), recorded('twin')];
    start();
    finish(recorded('twin'));
    await eventually(() => expect(names()).toEqual(['twin', 'twin']));
    finish(recorded('twin'));
    finish(recorded('twin'));
    finish(recorded('last'));
    await eventually(() => expect(names()).toEqual(['twin', 'twin', 'twin', 'last']));
  });

  it('do not wait for one that is open, which comes when it finishes', async () => {
    vi.useFakeTimers();
    before = [recorded('one'), recorded('open', never), recorded('two')];
    start();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(names()).toEqual(['one', 'two']);
    finish(recorded('open'));
    await vi.advanceTimersByTimeAsync(0);
    expect(names()).toEqual(['one', 'two', 'open']);
  });

  it('come late rather than never when their body does', async () => {
    vi.useFakeTimers();
    let answer: (content: Content) => void = () => {};
    before = [recorded('large', () => new Promise((resolve) => (answer = resolve))), recorded('two')];
    start();
    await vi.advanceTimersByTimeAsync(2_000);
    answer({ text: 'large', base64: false });
    await vi.advanceTimersByTimeAsync(0);
    expect(names()).toEqual(['two', 'large']);
  });

  it('are told from each other when only the clock readings differ', async () => {
    before = [recorded('same'), recorded('same', text('same'), { blocked: 1.0000001 })];
    start();
    await eventually(() => expect(names()).toEqual(['same', 'same']));
  });

  it('are left alone while unanswered or streaming', async () => {
    const content = vi.fn(async () => undefined);
    before = [
      recorded('unanswered', content, { status: 0, blocked: -1_307_447 }),
      recorded('stream', async () => undefined, { mimeType: 'text/event-stream' }),
      recorded('failed', async () => undefined, { status: 0, blocked: 3 }),
    ];
    start();
    await eventually(() => expect(names()).toEqual(['failed']));
    expect(content).not.toHaveBeenCalled();
  });
});
