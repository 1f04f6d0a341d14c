import type { Entry } from 'har-format';
import { afterEach, beforeEach, describe, expect, it, type Mock, vi } from 'vitest';
import { createCheckPort } from '../../src/browser/check-port.ts';
import type { HttpRequest } from '../../src/checks/http.ts';
import type { CheckPort } from '../../src/ports/check.ts';

const REQUEST: HttpRequest = { method: 'GET', url: 'http://gateway.test/mcp', headers: [], patience: 1_000 };
const ANSWER = { status: 200, statusText: 'OK', headers: [], text: '{}', size: 2 };
const GIVEN_UP = { status: 0, statusText: '', headers: [], size: 0, error: 'net::ERR_ABORTED' };

const GONE = 'the browser ended Hopscope’s background';

interface Message {
  readonly ask: string;
  readonly input: { readonly id: string; readonly request: HttpRequest };
}

/** The turns that are held. */
let held: Set<string>;
let sendMessage: Mock<(message: Message) => Promise<unknown>>;
let entries: readonly Entry[];
let checks: CheckPort;

beforeEach(async () => {
  held = new Set();
  sendMessage = vi.fn();
  entries = [];
  vi.stubGlobal('navigator', {
    locks: {
      request: async (name: string, act: () => Promise<unknown>) => {
        held.add(name);
        return act().finally(() => held.delete(name));
      },
    },
  });
  vi.stubGlobal('chrome', { runtime: { id: 'abc' } });
  vi.stubGlobal('browser', {
    runtime: { id: 'abc', sendMessage: (message: Message) => sendMessage(message) },
  });
  vi.resetModules();
  const { ask } = await import('../../src/browser/ask.ts');
  const soFar = async () => entries.map((entry) => ({ entry, content: async () => undefined }));
  checks = createCheckPort({ soFar }, ask);
});

afterEach(() => vi.unstubAllGlobals());

const send = (stop = new AbortController().signal) => checks.send(REQUEST, stop);

/** What a rejection says; it must be expected before it comes. */
const outcomeOf = (answer: Promise<unknown>): Promise<string> => answer.then(String, String);

const never = new Promise<never>(() => undefined);

/** What the background says to a request; before that it says that it is there. */
const answers = (say: (message: Message) => Promise<unknown>): void => {
  sendMessage.mockImplementation(async (message) =>
    message.ask === 'check.continues' ? false : say(message),
  );
};

const asked = () => sendMessage.mock.calls.map(([{ ask }]) => ask);

describe('a request of a check', () => {
  it('is asked of the background once, under a turn that is held until the answer', async () => {
    answers(async ({ ask, input: { id, request } }) => {
      expect({ ask, request }).toEqual({ ask: 'check.send', request: REQUEST });
      expect([...held]).toEqual([`check.${id}`]);
      return ANSWER;
    });
    expect(await send()).toEqual(ANSWER);
    expect(held.size).toBe(0);
    await send();
    expect(asked()).toEqual(['check.continues', 'check.send', 'check.continues', 'check.send']);
    expect(new Set(sendMessage.mock.calls.map(([{ input }]) => input.id)).size).toBe(2);
  });

  it('lets go of its turn when the check is stopped', async () => {
    const stop = new AbortController();
    answers(() => {
      expect(held.size).toBe(1);
      stop.abort();
      return never;
    });
    expect(await send(stop.signal)).toEqual(GIVEN_UP);
    expect(held.size).toBe(0);
  });

  it('is not sent when the check was stopped before', async () => {
    answers(async () => ANSWER);
    expect(await send(AbortSignal.abort())).toEqual(GIVEN_UP);
    expect(asked()).not.toContain('check.send');
  });

  it.each([
    'The message channel closed before a response was received.',
    'Could not establish connection. Receiving end does not exist.',
    'Hopscope answers its own pages only.',
  ])('is not sent again after “%s”', async (words) => {
    answers(() => Promise.reject(new Error(words)));
    await expect(send()).rejects.toThrow(GONE);
    expect(asked()).toEqual(['check.continues', 'check.send']);
  });

  it('is not sent again when a background was killed and nobody answered', async () => {
    answers(async () => undefined);
    await expect(send()).rejects.toThrow(GONE);
    expect(asked()).toEqual(['check.continues', 'check.send']);
  });

  it('is sent when another background is there, after one that was just being ended', async () => {
    answers(async () => ANSWER);
    sendMessage.mockRejectedValueOnce(
      new Error('Could not establish connection. Receiving end does not exist.'),
    );
    expect(await send()).toEqual(ANSWER);
    expect(asked()).toEqual(['check.continues', 'check.continues', 'check.send']);
  });
});

describe('a request that takes long', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  });

  afterEach(() => {
    vi.useRealTimers();
  });

  it('keeps the background from being idle until its answer comes', async () => {
    let give: (answer: unknown) => void = () => undefined;
    sendMessage.mockImplementation(({ ask }) =>
      ask === 'check.continues' ? Promise.resolve(true) : new Promise((resolve) => (give = resolve)),
    );
    const answer = send();
    await vi.advanceTimersByTimeAsync(20_000);
    expect(asked()).toEqual(['check.continues', 'check.send', ...Array(4).fill('check.continues')]);
    give(ANSWER);
    expect(await answer).toEqual(ANSWER);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(asked()).toHaveLength(6);
  });

  it('is given up when the background is another', async () => {
    answers(() => never);
    const answer = outcomeOf(send());
    await vi.advanceTimersByTimeAsync(5_000);
    expect(await answer).toContain(GONE);
    expect(held.size).toBe(0);
  });

  it('is given up when there is none any more', async () => {
    answers(() => never);
    const answer = outcomeOf(send());
    await vi.advanceTimersByTimeAsync(0);
    sendMessage.mockRejectedValue(new Error('Extension context invalidated.'));
    await vi.advanceTimersByTimeAsync(5_000);
    expect(await answer).toContain(GONE);
  });
});

describe('credentials', () => {
  const sent = (url: string, ...headers: readonly string[]) => ({
    request: {
      url,
      headers: headers.map((each) => {
        const [name = '', value = ''] = each.split(': ');
        return { name, value };
      }),
    },
  });
  const find = async (url: string) =>
    (await checks.credentialsOf(url, ['authorization', 'x-key'])).map(
      ({ name, value }) => `${name}: ${value}`,
    );

  it('are those of the last request to the URL that had any, or else of one to its origin', async () => {
    entries = [
      sent('http://gateway.test/mcp', 'Authorization: one', 'Accept: */*'),
      sent('http://gateway.test/mcp', 'Authorization: two', 'X-Key: three', 'Accept: */*'),
      sent('http://gateway.test/mcp', 'Accept: */*'),
      sent('http://gateway.test/other', 'authorization: four'),
      sent('http://other.test/mcp', 'authorization: five'),
    ] as unknown as readonly Entry[];
    expect(await find('http://gateway.test/mcp')).toEqual(['Authorization: two', 'X-Key: three']);
    expect(await find('http://gateway.test/new')).toEqual(['authorization: four']);
    expect(await find('http://gateway.test:4000/mcp')).toEqual([]);
    expect(await find('https://gateway.test/mcp')).toEqual([]);
  });
});
