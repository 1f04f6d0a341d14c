import type { Entry } from 'har-format';
import type { Browser, Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '../eventually.ts';
import { closeAfterAll } from './closing.ts';
import { driver, inEach } from './driver.ts';
import { type HoldingServer, startHoldingServer } from './holding-server.ts';
import { settleIn } from './page-fetch.ts';
import type { Panel } from './panel.ts';
import { probeCode } from './probe-code.ts';
import { type Server, startServer } from './server.ts';

/** An entry as Chromium writes it. */
type Captured = Entry & { readonly _eventSourceMessages?: { readonly data: string }[] };

const closing = closeAfterAll();
let browser: Browser;
let probe: string;
let site: Server;
let gateway: HoldingServer;
let page: Page;
let panel: Panel;
/** How many numbered answers were given. */
let numbered = 1_000;

beforeAll(async () => {
  probe = await probeCode('capture-probe');
  site = closing(await startServer());
  gateway = await startHoldingServer((request, response) => {
    const path = request.url ?? '';
    if (path.startsWith('/stream'))
      response.setHeader('content-type', 'text/event-stream').write('data: 1\n\n');
    else if (path.startsWith('/slow'))
      response.setHeader('content-type', 'application/json').write('{"half":');
    else if (path.startsWith('/message'))
      response
        .setHeader('content-type', 'text/event-stream')
        .write(`data: ${JSON.stringify({ path, text: 'x'.repeat(8_000) })}\n\n`);
    else if (path.startsWith('/silent'))
      response.setHeader('content-type', 'text/event-stream').flushHeaders();
    if (response.headersSent || path.startsWith('/hang')) return;
    if (path === '/typeless') response.end('{"text":"é"}');
    else if (path === '/binary') response.end(Buffer.from([0, 255, 1]));
    else if (path.startsWith('/numbered')) {
      numbered += 1;
      response.setHeader('content-type', 'application/json').end(`{"number":${numbered}}`);
    } else if (path === '/large')
      response.setHeader('content-type', 'text/plain').end('x'.repeat(9 * 1024 * 1024));
    else response.setHeader('content-type', 'application/json').end('{"answer":"é"}');
  });
  closing(gateway);
  browser = closing(await driver.launch({ build: 'loopback' }));
});

afterEach(() => gateway.forget());

async function openPage(): Promise<void> {
  page = await browser.newPage();
  await page.goto(site.origin);
}

/** Opens the panel and captures in its document. */
async function capture(): Promise<void> {
  ({ panel } = await driver.openPanel(page));
  await panel.evaluate(probe);
}

/** How many requests were sent to see whether all before them had come. */
let lasts = 0;

/** What was captured of the gateway, once it is so many entries. */
async function captured(count: number): Promise<Captured[]> {
  const read = async () => {
    const entries = (await panel.evaluate('captured')) as Captured[];
    return entries.filter((entry) => entry.request.url.startsWith(gateway.origin));
  };
  const asked = async () => (await read()).filter(({ request }) => !/\/last\d+$/.test(request.url));
  await eventually(async () => expect((await asked()).length).toBeGreaterThanOrEqual(count));
  // One more request, the whole way: what came twice is there by now.
  lasts += 1;
  const last = `/last${lasts}`;
  await post(last);
  await eventually(async () => expect(lines(await read())).toContain(`POST ${last} 200`));
  return asked();
}

/** The messages of a finished event stream: Chromium lists them, Firefox has the body only. */
function messagesOf(entry: Captured | undefined): (string | undefined)[] | undefined {
  return inEach({
    chromium: entry?._eventSourceMessages?.map(({ data }) => data),
    firefox: entry?.response.content.text?.match(/(?<=^data: ).*$/gm) ?? undefined,
  });
}

function lines(entries: readonly Captured[]): string[] {
  return entries.map(({ request, response }) => {
    return `${request.method} ${request.url.slice(gateway.origin.length)} ${response.status}`;
  });
}

/** Calls the gateway from the page. Settles with the answer's text, or with the error's. */
const post = (path: string, init: RequestInit = {}): Promise<string> =>
  settleIn(page, `${gateway.origin}${path}`, { method: 'POST', body: 'x', ...init });

/** Begins a request whose answer a test ends later, and waits until the gateway has it. */
async function begin(path: string): Promise<void> {
  void post(path).catch(() => {});
  await gateway.holds(path);
}

/** Sets the page's URL right after each answer, as UIs do that keep a conversation in it. */
const callAndSetUrl = (paths: readonly string[]): Promise<string[]> =>
  page.evaluate(
    async (origin, all) => {
      const texts: string[] = [];
      for (const [n, path] of all.entries()) {
        texts.push(await (await fetch(origin + path, { method: 'POST', body: 'x' })).text());
        history.pushState({}, '', `/?n=${n}`);
      }
      return texts;
    },
    gateway.origin,
    paths,
  );

describe('while the panel is open', () => {
  beforeAll(async () => {
    await openPage();
    await capture();
  });

  beforeEach(() => panel.evaluate('captured.length = 0'));

  afterAll(() => page.close());

  it('delivers what finishes while the panel is open, bodies and preflights included', async () => {
    await post('/plain');
    await post('/json', { headers: { 'content-type': 'application/json' }, body: '{"question":1}' });
    const entries = await captured(3);
    expect(lines(entries).sort()).toEqual(['OPTIONS /json 204', 'POST /json 200', 'POST /plain 200']);
    const json = entries.find(
      (entry) => entry.request.url.endsWith('/json') && entry.request.method === 'POST',
    );
    expect(json?.request.postData?.text).toBe('{"question":1}');
    expect(json?.response.content.text).toBe('{"answer":"é"}');
    // Firefox has no word for it.
    expect(entries.find((entry) => entry.request.method === 'OPTIONS')?._resourceType).toBe(
      inEach({ chromium: 'preflight', firefox: undefined }),
    );
  });

  it('delivers what failed, with the reason', async () => {
    await post('/refused', { headers: { 'x-not-allowed': '1' } });
    await page.evaluate(async (url) => {
      const controller = new AbortController();
      const response = await fetch(url, { method: 'POST', signal: controller.signal });
      await response.body?.getReader().read();
      controller.abort();
    }, `${gateway.origin}/stream-aborted`);
    // Firefox lists no request that its preflight kept from being sent, and gives no reasons.
    const entries = await captured(inEach({ chromium: 3, firefox: 2 }));
    const outcome = entries.map(({ request, response }) => {
      const { _error } = response as typeof response & { _error?: string };
      return `${request.method} ${response.status} ${_error ?? '-'}`;
    });
    expect(outcome.sort()).toEqual(
      inEach({
        chromium: ['OPTIONS 204 -', 'POST 0 net::ERR_FAILED', 'POST 200 net::ERR_ABORTED'],
        firefox: ['OPTIONS 204 -', 'POST 200 -'],
      }),
    );
  });

  it('makes text of text without a media type, keeps other bodies as they are and leaves large ones out', async () => {
    for (const path of ['/typeless', '/binary', '/large']) await post(path);
    const [typeless, binary, large] = (await captured(3)).map((entry) => entry.response.content);
    expect(typeless).toMatchObject({ text: '{"text":"é"}' });
    expect(typeless).not.toHaveProperty('encoding');
    expect(binary).toMatchObject({ text: 'AP8B', encoding: 'base64' });
    expect(large).not.toHaveProperty('text');
    expect(large?.comment).toBe('This body was not loaded: 9.0 MB is over the bound of 8 MB.');
  });

  it('has the messages of streams that the page stopped as soon as it had them', async () => {
    await page.evaluate(async (origin) => {
      for (let n = 0; n < 20; n += 1) {
        const controller = new AbortController();
        const { body } = await fetch(`${origin}/message${n}`, { method: 'POST', signal: controller.signal });
        const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
        for (let text = ''; !text.endsWith('\n\n'); ) text += (await reader?.read())?.value ?? '';
        controller.abort();
      }
    }, gateway.origin);
    const streams = await captured(20);
    const said = streams.map((entry) =>
      messagesOf(entry)?.map((data) => (data === undefined ? '' : JSON.parse(data).path)),
    );
    expect(said).toEqual(Array.from({ length: 20 }, (_, n) => [`/message${n}`]));
  });

  it('has the bodies that were being read when the page set its URL', async () => {
    const paths = Array.from({ length: 40 }, (_, n) => `/numbered${n}`);
    const answers = await callAndSetUrl(paths);
    const entries = await captured(40);
    expect(entries.map((entry) => entry.response.content.text)).toEqual(answers);
  });

  it('has the body of another answer from the same URL never', async () => {
    const answers = await callAndSetUrl(Array.from({ length: 40 }, () => '/numbered'));
    const bodies = (await captured(40)).map((entry) => entry.response.content.text);
    expect(bodies.map((text, n) => text ?? answers[n])).toEqual(answers);
    // Only the first can be found when it is lost.
    expect(bodies[0]).toBe(answers[0]);
  });
});

describe('when the panel is opened', () => {
  beforeEach(openPage);

  afterEach(() => page.close());

  it('delivers what finished before the panel was opened, once and in order', async () => {
    await driver.openDevtools(page);
    await post('/first');
    await post('/second');
    await begin('/stream-ended');
    gateway.open.get('/stream-ended')?.end('data: 2\n\n');
    await eventually(() => expect(gateway.open.get('/stream-ended')?.writableFinished).toBe(true));
    await post('/third');
    await capture();
    const entries = await captured(4);
    expect(lines(entries)).toEqual([
      'POST /first 200',
      'POST /second 200',
      'POST /stream-ended 200',
      'POST /third 200',
    ]);
    expect(entries.map((entry) => entry.response.content.text)).toEqual([
      '{"answer":"é"}',
      '{"answer":"é"}',
      'data: 1\n\ndata: 2\n\n',
      '{"answer":"é"}',
    ]);
  });

  it('delivers what was open when the panel was opened once, when it finishes and as it finished', async () => {
    await driver.openDevtools(page);
    for (const path of ['/stream', '/slow', '/silent', '/hang']) await begin(path);
    await post('/before');
    await capture();
    expect(lines(await captured(1))).toEqual(['POST /before 200']);
    gateway.open.get('/stream')?.end('data: 2\n\n');
    gateway.open.get('/slow')?.end('1}');
    gateway.open.get('/silent')?.end('data: 3\n\n');
    gateway.open.get('/hang')?.end('late');
    const entries = (await captured(5)).slice(1);
    expect(lines(entries).sort()).toEqual([
      'POST /hang 200',
      'POST /silent 200',
      'POST /slow 200',
      'POST /stream 200',
    ]);
    const of = (path: string) => entries.find((entry) => entry.request.url.endsWith(path));
    expect(messagesOf(of('/stream'))).toEqual(['1', '2']);
    expect(messagesOf(of('/silent'))).toEqual(['3']);
    expect(of('/slow')?.response.content.text).toBe('{"half":1}');
  });

  it('delivers each request once however the opening of the panel falls between them', async () => {
    await driver.openDevtools(page);
    ({ panel } = await driver.openPanel(page));
    const calls = page.evaluate(async (origin) => {
      for (let n = 0; n < 300; n++) await fetch(`${origin}/n${n}`, { method: 'POST', body: 'x' });
    }, gateway.origin);
    await eventually(() => expect(gateway.received.length).toBeGreaterThan(100));
    await panel.evaluate(probe);
    await calls;
    expect(lines(await captured(300))).toEqual(Array.from({ length: 300 }, (_, n) => `POST /n${n} 200`));
  });
});
