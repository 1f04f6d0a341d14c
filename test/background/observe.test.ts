import { expect, it, vi } from 'vitest';
import { createObserver } from '../../src/background/observe.ts';
import { LITELLM_NAMES } from '../../src/litellm/header-names.ts';
import type { Observed } from '../../src/messages.ts';
import type { RequestEvent } from '../../src/ports/web-request.ts';
import { createFakeBrowser, type FakeBrowser, observe, observedKept, observedTold } from './fake-browser.ts';
import { SELF } from './fake-port.ts';
import { event, GATEWAY, PAGE } from './observed.ts';

/** A browser with a page in debug mode, and the tab that it is in. */
async function begin(): Promise<{ readonly browser: FakeBrowser; readonly tabId: number }> {
  const browser = createFakeBrowser();
  for (const origin of [PAGE, GATEWAY]) browser.state.permitted.add(origin);
  const tabId = await browser.openTab(PAGE);
  await browser.ask('debug.set', { tabId, origins: [GATEWAY] });
  return { browser, tabId };
}

const call = (tabId: number): readonly RequestEvent[] => [
  event({ stage: 'started', tabId }),
  event({ stage: 'sent', tabId, requestHeaders: [{ name: 'x-litellm-mcp-debug', value: 'true' }] }),
  event({ stage: 'answered', tabId, statusCode: 200 }),
  event({ stage: 'ended', tabId }),
];

it('tells what changed in one go, and keeps it', async () => {
  const { browser, tabId } = await begin();
  await observe(browser, ...call(tabId));
  expect(observedTold(browser.state)).toMatchObject([
    { id: `${tabId}.1`, state: 'ended', hasDebugHeader: true },
  ]);
  expect(observedKept(browser.state)).toEqual(observedTold(browser.state));
  expect(await browser.ask('observed.read', { tabId })).toEqual(observedKept(browser.state));
});

it('tells nothing of a request before its start, and all of it then, in a background that it started', async () => {
  const { browser, tabId } = await begin();
  browser.kill();
  const [started, sent, answered, ended] = call(tabId);
  if (!started || !sent || !answered || !ended) throw new Error('no events');
  await observe(browser, sent, answered);
  expect(observedTold(browser.state)).toEqual([]);
  await observe(browser, started, ended);
  expect(observedTold(browser.state)).toMatchObject([
    { id: `${tabId}.1`, state: 'ended', hasDebugHeader: true },
  ]);
});

it('tells the end of what a background before it told the start of', async () => {
  const { browser, tabId } = await begin();
  const [started, ...others] = call(tabId);
  if (started) await observe(browser, started);
  browser.kill();
  await observe(browser, ...others);
  expect(observedTold(browser.state).map(({ id, state }) => `${id} ${state}`)).toEqual([
    `${tabId}.1 open`,
    `${tabId}.1 ended`,
  ]);
  expect(observedKept(browser.state)).toHaveLength(1);
});

it('has a record for each hop of a chain of redirects, for each tab and whoever sees its end', async () => {
  const { browser, tabId } = await begin();
  const other = await browser.openTab(PAGE);
  await browser.ask('debug.set', { tabId: other, origins: [GATEWAY] });
  const hop = (stage: RequestEvent['stage'], to: number) =>
    event({ stage, tabId: -1, url: `${GATEWAY}/hop/${to}`, timeStamp: to });
  await observe(browser, hop('started', 0), hop('redirected', 0), hop('started', 1));
  browser.kill();
  await observe(browser, hop('ended', 1));
  const kept = observedKept(browser.state).map(({ id, state, window }) => `${id} ${state} ${window}`);
  expect(kept.sort()).toEqual(
    [tabId, other].flatMap((each) => [`${each}.1 ended worker`, `${each}.1.1 ended worker`]).sort(),
  );
});

it('drops what is told of a tab that was switched off, and of one that is no more', async () => {
  const { browser, tabId } = await begin();
  await browser.ask('options.default-on', { origin: GATEWAY, on: true });
  const closing = await browser.openTab(PAGE);
  const both = (stage: RequestEvent['stage']) => [
    event({ stage, tabId }),
    event({ stage, tabId: closing, requestId: '2' }),
  ];
  await observe(browser, ...both('started'));
  await browser.ask('debug.set', { tabId, origins: [] });
  await browser.closeTab(closing);
  await observe(browser, ...both('ended'));
  expect(observedKept(browser.state)).toEqual([]);
  expect(observedTold(browser.state).map(({ state }) => state)).toEqual(['open', 'open']);
});

it('listens only while debug mode is on somewhere', async () => {
  const { browser, tabId } = await begin();
  expect(browser.state.isListening).toBe(true);
  await browser.ask('debug.set', { tabId, origins: [] });
  expect(browser.state.isListening).toBe(false);
});

it('tells what there is no room to keep, and keeps what comes when there is again', async () => {
  const complaints = vi.spyOn(console, 'error').mockReturnValue();
  const { browser, tabId } = await begin();
  await browser.ask('tags.key', {});
  browser.state.session.isFull = true;
  await observe(browser, event({ stage: 'started', tabId }));
  expect(complaints).toHaveBeenCalledOnce();
  browser.state.session.isFull = false;
  await observe(browser, event({ stage: 'ended', tabId }));
  expect(observedTold(browser.state).map(({ state }) => state)).toEqual(['open', 'ended']);
  expect(observedKept(browser.state)).toHaveLength(1);
});

it('observes again once there is room for the key of the tags', async () => {
  vi.spyOn(console, 'error').mockReturnValue();
  const { browser, tabId } = await begin();
  browser.state.session.isFull = true;
  await observe(browser, event({ stage: 'started', tabId }));
  expect(observedTold(browser.state)).toEqual([]);
  browser.state.session.isFull = false;
  await observe(browser, event({ stage: 'started', tabId, requestId: '2' }));
  expect(observedTold(browser.state)).toMatchObject([{ id: `${tabId}.2` }]);
});

it('keeps nothing of what Hopscope sends itself, whoever it would be counted to', async () => {
  let hear: (event: RequestEvent) => void = () => undefined;
  const keep = vi.fn().mockResolvedValue(undefined);
  const observer = createObserver(
    {
      self: SELF,
      listen: (_shall, listener) => {
        hear = listener;
      },
      now: () => 0,
      wait: async () => undefined,
      panels: { tell: async () => undefined, openLine: () => () => undefined },
    },
    {
      readWatched: async () => ({
        isAny: true,
        headerNames: LITELLM_NAMES,
        isOn: () => true,
        tabOf: () => undefined,
        ownersOf: () => [{ tabId: 7, window: 'worker' }],
      }),
      readTagsKey: async () => '00'.repeat(32),
      store: { keep, find: async () => undefined },
      openers: { noteNavigation: async () => undefined },
    },
  );
  await observer.start();
  const senders = [
    { initiator: SELF.slice(0, -1) },
    { originUrl: `${SELF}_generated_background_page.html` },
    { initiator: PAGE },
  ];
  for (const [at, sender] of senders.entries()) {
    const { initiator: _theirs, ...started } = event({ stage: 'started', tabId: -1, requestId: String(at) });
    hear({ ...started, ...sender });
  }
  await vi.waitFor(() => expect(keep).toHaveBeenCalled());
  expect(keep.mock.calls.flatMap(([observed]) => observed as Observed[]).map(({ id }) => id)).toEqual([
    '7.2',
  ]);
});
