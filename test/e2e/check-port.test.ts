import type { Browser, Page } from 'puppeteer-core';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { HttpAnswer, HttpRequest } from '../../src/checks/http.ts';
import { eventually } from '../eventually.ts';
import { ANSWER, type CheckServer, startCheckServer } from './check-server.ts';
import { closeAfterAll } from './closing.ts';
import { readDebug, sessionRules, setDebug } from './debug-mode.ts';
import { driver, inEach } from './driver.ts';
import { openTab } from './open-tab.ts';
import { fetchIn } from './page-fetch.ts';
import { type Panel, withApi } from './panel.ts';
import { probeCode } from './probe-code.ts';

const KEY = 'sk-check-4f9a1c77e2';
const FOREIGN = 'gateway.test';

const closing = closeAfterAll();
let browser: Browser;
let probe: string;
let site: CheckServer;
let gateway: CheckServer;
let page: Page;
let panel: Panel;

beforeAll(async () => {
  probe = await probeCode('check-probe');
  site = closing(await startCheckServer());
  gateway = closing(await startCheckServer());
  browser = closing(await driver.launch({ build: 'loopback', hosts: [FOREIGN] }));
});

beforeEach(async () => {
  ({ page, panel } = await openTab(browser, `${site.origin}/`));
  await panel.evaluate(probe);
});

afterEach(async () => {
  await page.close();
  gateway.forget();
});

type Asked = Partial<HttpRequest> & { readonly path?: string };

const requestOf = ({ path = '/echo', ...others }: Asked): HttpRequest => ({
  method: 'POST',
  url: `${gateway.origin}${path}`,
  headers: [
    { name: 'content-type', value: 'application/json' },
    { name: 'accept', value: 'application/json, text/event-stream' },
    { name: 'authorization', value: `Bearer ${KEY}` },
  ],
  ...(others.method === undefined || others.method === 'POST' ? { body: '{"jsonrpc":"2.0"}' } : {}),
  patience: 60_000,
  ...others,
});

/** Sends as the panel's checks do. */
const send = async (asked: Asked): Promise<HttpAnswer> =>
  (await panel.evaluate(
    `checkPort.send(${JSON.stringify(requestOf(asked))}, new AbortController().signal)`,
  )) as HttpAnswer;

/** Begins to send, and leaves the answer in the panel. */
const begin = (asked: Asked): Promise<unknown> =>
  panel.evaluate(`void (
    globalThis.stop = new AbortController(),
    globalThis.answer = checkPort.send(${JSON.stringify(requestOf(asked))}, globalThis.stop.signal)
  )`);

const headersOf = ({ text = '' }: HttpAnswer): Readonly<Record<string, string>> => JSON.parse(text).headers;

const valuesOf = ({ headers }: HttpAnswer, wanted: string): readonly string[] =>
  headers.flatMap(({ name, value }) => (name.toLowerCase() === wanted ? value : []));

/** The rules of checks in force. */
const checkRules = async () => (await sessionRules(panel)).filter(({ id }) => id >= 1_000_000);

describe('what is sent', () => {
  it('is the request as it is, once, without the extension’s origin and without a preflight', async () => {
    const answer = await send({});
    expect(answer).toMatchObject({ status: 200, statusText: 'OK' });
    expect(gateway.received.map(({ method, body }) => `${method} ${body}`)).toEqual([
      'POST {"jsonrpc":"2.0"}',
    ]);
    const { authorization, accept, ...headers } = headersOf(answer);
    expect({ authorization, accept }).toEqual({
      authorization: `Bearer ${KEY}`,
      accept: 'application/json, text/event-stream',
    });
    expect(Object.keys(headers).sort()).toEqual(
      [
        'accept-encoding',
        'accept-language',
        'cache-control',
        'connection',
        'content-length',
        'content-type',
        'host',
        'pragma',
        'sec-fetch-dest',
        'sec-fetch-mode',
        'sec-fetch-site',
        'user-agent',
        ...inEach<readonly string[]>({ chromium: [], firefox: ['priority'] }),
      ].sort(),
    );
  });

  it('has the origin of a page where the check names one, and what a preflight says of the request', async () => {
    const origin = { name: 'origin', value: 'https://agent.example' };
    expect(headersOf(await send({ headers: [origin] }))).toMatchObject({ origin: origin.value });
    const preflight = await send({
      method: 'OPTIONS',
      path: '/options?a=*',
      headers: [
        origin,
        { name: 'access-control-request-method', value: 'POST' },
        { name: 'access-control-request-headers', value: 'content-type,x-litellm-api-key' },
      ],
    });
    expect(gateway.received.at(-1)?.method).toBe('OPTIONS');
    expect(headersOf(preflight)).toMatchObject({
      origin: origin.value,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type,x-litellm-api-key',
    });
    expect(await checkRules()).toEqual([]);
  });

  it('has no cookie, and leaves none', async () => {
    await page.goto(`${gateway.origin}/sign-in`);
    const echoed = () => page.evaluate(async () => (await (await fetch('/echo')).json()).headers.cookie);
    expect(await echoed()).toBe('sid=of-the-page');
    const answer = await send({ method: 'GET', path: '/cookie' });
    expect(valuesOf(answer, 'set-cookie')).toEqual(['sid=from-server; Path=/']);
    expect(headersOf(await send({ method: 'GET' }))['cookie']).toBeUndefined();
    expect(await echoed()).toBe('sid=of-the-page');
  });

  it('goes to no origin that the extension has no permission for', async () => {
    const answer = await send({ url: `http://${FOREIGN}:${gateway.port}/echo` });
    expect(answer).toEqual({
      status: 0,
      statusText: '',
      headers: [],
      size: 0,
      error: 'net::ERR_BLOCKED_BY_CLIENT',
    });
    expect(gateway.received).toEqual([]);
  });
});

describe('what comes back', () => {
  it('is the answer on an event stream that stays open', async () => {
    const { status, text = '', error } = await send({ path: '/stream' });
    expect({ status, text, error }).toEqual({
      status: 200,
      text: `event: message\ndata: ${ANSWER}\n\n`,
      error: undefined,
    });
    await eventually(() => expect(gateway.left).toEqual(['/stream']));
  });

  it('is a redirect itself, with its status and where it leads', async () => {
    const answer = await send({ path: '/redirect' });
    expect(answer.status).toBe(307);
    expect(valuesOf(answer, 'location')).toEqual(['/elsewhere']);
    expect(answer).not.toHaveProperty('text');
    expect(answer).not.toHaveProperty('error');
    expect(gateway.received.map(({ path }) => path)).toEqual(['/redirect']);
  });

  it('has the challenge, and nobody is asked for a password', async () => {
    const answer = await send({ path: '/challenge' });
    expect(answer.status).toBe(401);
    expect(valuesOf(answer, 'www-authenticate')).toEqual(['Bearer realm="mcp", Basic realm="old"']);
  });

  it('says why there is none', async () => {
    const closed = await startCheckServer();
    closed.close();
    const refused = await send({ url: `${closed.origin}/mcp` });
    expect(refused).toMatchObject({
      status: 0,
      error: inEach({ chromium: 'net::ERR_CONNECTION_REFUSED', firefox: 'NS_ERROR_CONNECTION_REFUSED' }),
    });
    const port = await send({ url: 'http://127.0.0.1:1/mcp' });
    expect(port).toMatchObject({
      status: 0,
      error: inEach({ chromium: 'net::ERR_UNSAFE_PORT', firefox: 'net::ERR_FAILED' }),
    });
  });

  it('says what broke it off, and keeps what came', async () => {
    const broken = await send({ path: '/broken' });
    expect(broken).toMatchObject({
      status: 200,
      text: '{"half":',
      error: inEach({
        chromium: 'net::ERR_CONTENT_LENGTH_MISMATCH',
        firefox: 'NS_ERROR_NET_PARTIAL_TRANSFER',
      }),
    });
  });

  it('may come later than the browser leaves an idle background alive', async () => {
    expect(await send({ path: '/slow' })).toMatchObject({ status: 200, text: 'late' });
  });
});

describe('a request under way', () => {
  it('ends when its patience is over', async () => {
    expect(await send({ path: '/hang', patience: 300 })).toMatchObject({
      status: 0,
      error: 'net::ERR_ABORTED',
    });
    await eventually(() => expect(gateway.left).toEqual(['/hang']));
  });

  it('ends when the check is stopped', async () => {
    await begin({ path: '/hang' });
    await gateway.holds('/hang');
    expect(await panel.evaluate('globalThis.stop.abort(), globalThis.answer')).toMatchObject({
      status: 0,
      error: 'net::ERR_ABORTED',
    });
    await eventually(() => expect(gateway.left).toEqual(['/hang']));
    await eventually(async () => expect(await checkRules()).toEqual([]));
  });

  it('ends when the panel is closed', async () => {
    const other = await openTab(browser, `${site.origin}/`);
    await begin({ path: '/hang' });
    await gateway.holds('/hang');
    await page.close();
    await eventually(() => expect(gateway.left).toEqual(['/hang']));
    ({ page, panel } = other);
    await eventually(async () => expect(await checkRules()).toEqual([]));
  });

  it('ends with a background that is killed; the next takes its rule out, and leaves debug mode on', async () => {
    await setDebug(panel, [gateway.origin]);
    await begin({ path: '/hang' });
    await gateway.holds('/hang');
    expect(await checkRules()).toHaveLength(1);
    await panel.evaluate('void (globalThis.end = globalThis.answer.catch(String))');
    await driver.killBackground(browser);
    expect(await panel.evaluate('globalThis.end')).toContain('ended Hopscope’s background');
    expect((await readDebug(panel)).gateways).toEqual([{ origin: gateway.origin, permitted: true }]);
    expect(await checkRules()).toEqual([]);
    expect(headersOf(await send({}))).not.toHaveProperty('origin');
    expect(gateway.received.map(({ path }) => path)).toEqual(['/hang', '/echo']);
    await fetchIn(page, `${gateway.origin}/echo`, { method: 'POST' });
    expect(gateway.received.at(-1)?.headers).toMatchObject({ 'x-litellm-mcp-debug': 'true' });
    await setDebug(panel, []);
  });
});

describe('nobody else', () => {
  it('connects: the panel itself may not', async () => {
    const attempt = `fetch('${gateway.origin}/echo').then(() => 'reached', () => 'refused')`;
    expect(await panel.evaluate(attempt)).toBe('refused');
    expect(gateway.received).toEqual([]);
  });

  it('starts or reads a check: a page has no way to the background', async () => {
    const self = await panel.evaluate('location.host');
    const message = { ask: 'check.send', input: { id: crypto.randomUUID(), request: requestOf({}) } };
    const came = await page.evaluate(
      async (id, said) => {
        try {
          return await (globalThis.chrome.runtime.sendMessage(String(id), said) as Promise<unknown>);
        } catch (error) {
          return (error as Error).name;
        }
      },
      self,
      message,
    );
    expect(came).toBe('TypeError');
    expect(gateway.received).toEqual([]);
  });

  it('keeps the key: no storage, no rule and nothing that was observed has it', async () => {
    await setDebug(panel, [gateway.origin]);
    await begin({ path: '/hang' });
    await gateway.holds('/hang');
    await fetchIn(page, `${gateway.origin}/echo`, { method: 'POST' });
    const kept = async () =>
      JSON.stringify(
        await withApi(
          panel,
          `Promise.all([chrome.storage.session.get(null), chrome.storage.local.get(null), chrome.declarativeNetRequest.getSessionRules()])`,
        ),
      );
    await eventually(async () => expect(await kept()).toContain('/echo'));
    expect(await kept()).not.toContain('/hang');
    expect(await kept()).not.toContain(KEY);
    await setDebug(panel, []);
  });
});

describe('credentials', () => {
  const ask = (url: string): Promise<unknown> =>
    panel.evaluate(`checkPort.credentialsOf(${JSON.stringify(url)}, ['authorization', 'x-litellm-api-key'])`);

  it('are those that the page sent last to the URL, or else to its origin', async () => {
    const call = (path: string, headers: Readonly<Record<string, string>>) =>
      fetchIn(page, `${gateway.origin}${path}`, { headers });
    await call('/a', { authorization: 'Bearer first' });
    await call('/a', { authorization: 'Bearer second', 'x-litellm-api-key': 'third' });
    await call('/a', {});
    await call('/b', { authorization: 'Bearer fourth' });
    const named = (list: unknown) =>
      (list as HttpRequest['headers']).map(({ name, value }) => `${name.toLowerCase()}: ${value}`).sort();
    await eventually(async () =>
      expect(named(await ask(`${gateway.origin}/b`))).toEqual(['authorization: Bearer fourth']),
    );
    expect(named(await ask(`${gateway.origin}/a`))).toEqual([
      'authorization: Bearer second',
      'x-litellm-api-key: third',
    ]);
    expect(named(await ask(`${gateway.origin}/c`))).toEqual(['authorization: Bearer fourth']);
    expect(await ask('http://127.0.0.1:9/a')).toEqual([]);
  });
});
