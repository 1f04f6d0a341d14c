import { readFile } from 'node:fs/promises';
import type { HTTPRequest, Page } from 'puppeteer-core';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '../eventually.ts';
import { readRows, switchOnDebug } from '../stack/panel-driver.ts';
import type { Service } from '../stack/services/http-server.ts';
import { startInspector } from '../stack/services/inspector.ts';
import { joinStack, STACK_START, type Stack } from '../stack/stack.ts';
import { closeAfterAll } from './closing.ts';
import { driver } from './driver.ts';
import {
  callTool,
  clickConnect,
  connect,
  connectByLogin,
  continueTo,
  disconnect,
  failToConnect,
  fillServer,
  forgetLogin,
  leaveAuthSettings,
  listTools,
  logInGuided,
  openAuthSettings,
  openInspector,
  runTool,
  startGuidedLogin,
  waitUntilConnected,
} from './inspector-driver.ts';
import { click, type Panel, waitForElement } from './panel.ts';
import { sized } from './sized.ts';

/*
 * MCP Inspector, an agent that nobody of this project wrote, through the real LiteLLM: its page speaks MCP itself
 * (connection type "Direct"), and Hopscope's panel must lose none of its requests and warn of none that is right.
 */

/** How often what works is done in a row. */
const ROUNDS = sized({ test: 2, soak: 10 });

/**
 * Inspector logs in twice at once, and what its two logins do to each other while the page leaves is another thing each time.
 * What is lost by Hopscope is lost again.
 */
const ONCE_MORE = { retry: 1 };

const closing = closeAfterAll();
let stack: Stack;
let inspector: Service;
let page: Page;
let panel: Panel;
let key: Readonly<Record<string, string>>;

/** The requests of MCP and of its logins that the page sent since the list was cleared, as the panel calls them. */
const sent: string[] = [];

beforeAll(async () => {
  stack = closing(await joinStack());
  inspector = closing(await startInspector());
  key = { 'x-litellm-api-key': `Bearer ${stack.key}` };
  const browser = closing(await driver.launch({ build: 'loopback' }));
  page = await browser.newPage();
  page.on('request', note);
  await openInspector(page, inspector.origin);
  const opened = await driver.openPanel(page);
  panel = opened.panel;
  await switchOnDebug(panel, inspector.origin, stack.proxy);
  await driver.makeRoom(opened.devtools);
}, STACK_START);

beforeEach(openAnew);

/** Opens Inspector without the logins that it remembers. */
async function openAnew(): Promise<void> {
  await page.evaluate('sessionStorage.clear()');
  await openInspector(page, inspector.origin);
}

function note(request: HTTPRequest): void {
  const { pathname } = new URL(request.url());
  if (request.method() === 'OPTIONS' || !OF_MCP.test(pathname)) return;
  const method = methodOf(request.postData());
  sent.push(method ? `${request.method()} ${method}` : nameOf(request.method(), pathname));
}

/** Paths of MCP endpoints, and of a login's metadata, registration, authorization, return and token. */
const OF_MCP =
  /^\/mcp\/|\/mcp$|^\/\.well-known\/|\/(register|authorize|token)$|^\/auth$|^\/(oauth\/)?callback$/;

function methodOf(body: string | undefined): string | undefined {
  return body?.startsWith('{') ? (JSON.parse(body) as { method?: string }).method : undefined;
}

/** What the panel calls a request without a JSON-RPC method. */
function nameOf(method: string, pathname: string): string {
  return `${method} ${/^\/mcp\//.test(pathname) && method === 'GET' ? 'event stream' : pathname}`;
}

/** How long the proxy's log was when the list was cleared, in characters. */
let logged = 0;

const readLog = () => readFile(stack.log, 'utf8');

/** Begins a new count, in the panel and here. */
async function clear(): Promise<void> {
  await click(panel, 'button[aria-label="Clear"]');
  sent.length = 0;
  logged = (await readLog()).length;
}

/**
 * What the proxy says that it served since the list was cleared, of reads. A page that is about to go may begin some of
 * which neither puppeteer nor DevTools ever hear.
 */
async function served(): Promise<readonly string[]> {
  const lines = (await readLog()).slice(logged).matchAll(/"GET (\S+) HTTP/g);
  return [...lines].flatMap(([, url = '']) => {
    const { pathname } = new URL(url, stack.proxy);
    return OF_MCP.test(pathname) ? nameOf('GET', pathname) : [];
  });
}

async function setPreserveLog(isOn: boolean): Promise<void> {
  const selector = '.check input[type="checkbox"]';
  await waitForElement(panel, selector);
  const wasOn = await panel.$eval(selector, (box) => (box as HTMLInputElement).checked);
  if (wasOn !== isOn) await click(panel, selector);
}

interface Listed {
  readonly call: string;
  readonly isOpen: boolean;
  /** Whether a response came. */
  readonly isAnswered: boolean;
  readonly isElsewhere: boolean;
}

function readList(): Promise<Listed[]> {
  return panel.$$eval('[role="grid"] [data-id]:not(.preflight)', (rows) =>
    rows.map((row) => {
      const [name, method] = row.querySelectorAll('.column-name > b, .column-name > .dim');
      return {
        call: `${row.querySelector('.column-method')?.textContent} ${(method ?? name)?.textContent.trim()}`,
        isOpen: row.matches('.open'),
        isAnswered: Number(row.querySelector('.column-status')?.textContent) > 0,
        isElsewhere: row.querySelector('.tag')?.textContent === 'another window',
      };
    }),
  );
}

/**
 * Waits until the panel has a row for each request that the page sent, none twice, and none of them open.
 * @param elsewhere what else it must have, of another window
 */
async function expectNothingLost(elsewhere: readonly string[] = []): Promise<void> {
  await eventually(async () => {
    const rows = await readList();
    const own = rows.filter(({ isElsewhere }) => !isElsewhere);
    const answered = own.filter(({ isAnswered }) => isAnswered).map(({ call }) => call);
    expect({
      lost: without(
        sent,
        own.map(({ call }) => call),
      ),
      invented: without(without(answered, sent), without(await served(), sent)),
      open: rows.filter(({ isOpen }) => isOpen),
      // DevTools that open with a tab may ask for its page once more.
      elsewhere: [...new Set(rows.filter((row) => row.isElsewhere).map(({ call }) => call))],
    }).toEqual({ lost: [], invented: [], open: [], elsewhere });
  });
}

/** The calls without some others, each of which stands for one. */
function without(calls: readonly string[], others: readonly string[]): readonly string[] {
  const left = [...others];
  return calls.filter((call) => {
    const found = left.indexOf(call);
    if (found >= 0) left.splice(found, 1);
    return found < 0;
  });
}

/** What the rows say that is louder than an info, each once: level and rule. */
async function readLoud(): Promise<readonly string[]> {
  const findings = (await readRows(panel)).flatMap((row) => row.findings);
  const loud = findings.filter(({ level }) => level !== 'Info');
  return [...new Set(loud.map(({ level, rule }) => `${level} ${rule}`))].toSorted();
}

/** @param elsewhere what the panel must also have, of another window */
async function expectAllWell(elsewhere?: readonly string[]): Promise<void> {
  await expectNothingLost(elsewhere);
  expect(await readLoud()).toEqual([]);
}

async function inARow(play: (round: number) => Promise<void>): Promise<void> {
  for (let round = 1; round <= ROUNDS; round += 1) {
    await clear();
    await play(round);
  }
}

const fillPath = (path: string, headers = key) => fillServer(page, { url: `${stack.proxy}${path}`, headers });

const fillPersonal = () => fillPath('/mcp/personal');

/** Connects by a login. One that Inspector itself spoils does not count. */
async function logIn(): Promise<void> {
  while (!(await connectByLogin(page))) {
    await openAnew();
    await fillPersonal();
    await clear();
  }
}

/** The stops of a login in a tab of its own. */
const IN_A_TAB = ['GET /personal/authorize', 'GET /auth', 'GET /callback', 'GET /oauth/callback/debug'];

describe.each([
  { isPreserved: false, name: 'off' },
  { isPreserved: true, name: 'on' },
])('with "Preserve log" $name', ONCE_MORE, ({ isPreserved }) => {
  beforeEach(() => setPreserveLog(isPreserved));

  it('connect, list and call, again and again: every request has its row, and none a warning', async () => {
    await fillPath('/mcp/everything');
    await inARow(async (round) => {
      await connect(page);
      expect(await listTools(page)).toContain('Echo Tool');
      const message = `hello ${round}`;
      expect(await callTool(page, 'Echo Tool', { message })).toBe(`Success"Echo: ${message}"`);
      await disconnect(page);
      await expectAllWell();
    });
  });

  it('a login by Connect, again and again: every request has its row, and none a warning', async () => {
    await fillPersonal();
    await inARow(async () => {
      await logIn();
      expect(await listTools(page)).toEqual(['personal-whoami']);
      await disconnect(page);
      await expectAllWell();
      await forgetLogin(page);
    });
  });

  it('a guided login, again and again: every request has its row, and none a warning', async () => {
    await fillPersonal();
    await inARow(async () => {
      await openAuthSettings(page);
      await logInGuided(page);
      await leaveAuthSettings(page);
      await connect(page);
      expect(await listTools(page)).toEqual(['personal-whoami']);
      await disconnect(page);
      await expectAllWell(IN_A_TAB);
      await forgetLogin(page);
    });
  });

  it('a wrong key: the gateway can’t verify it', async () => {
    const unknown = { 'x-litellm-api-key': 'Bearer sk-throwaway-unknown-key-5678' };
    expect(await play('/mcp/everything', failToConnect, unknown)).toEqual(['Error key-unverifiable']);
  });

  it('an alias that LiteLLM does not know: it answers 404 in the one form of the URL', async () => {
    expect(await play('/nowhere/mcp', failToConnect)).toEqual(['Error server-alias-unknown']);
  });

  it('the same in the other form: it lists nothing', async () => {
    expect(await play('/mcp/nowhere', listNothing)).toEqual(['Error server-name-unmatched']);
  });

  it('a dead server: LiteLLM reaches nobody', async () => {
    expect(await play('/mcp/down', listNothing)).toEqual(['Error upstream-unreachable']);
  });

  it('the key in Authorization, towards an OAuth server', async () => {
    const askForLogin = async () => {
      await clickConnect(page);
      await page.waitForFunction((origin) => location.origin === origin, { polling: 20 }, stack.proxy);
    };
    expect(await play('/mcp/guarded', askForLogin, { Authorization: `Bearer ${stack.key}` })).toEqual([
      'Warning challenge-not-rfc9728',
      'Warning litellm-key-in-authorization',
    ]);
  });
});

/** Does something to a server of the proxy's, of which the panel loses nothing. @returns what is loud */
async function play(
  path: string,
  how: (page: Page) => Promise<void>,
  headers = key,
): Promise<readonly string[]> {
  await clear();
  await fillPath(path, headers);
  await how(page);
  await expectNothingLost();
  return readLoud();
}

async function listNothing(): Promise<void> {
  await connect(page);
  expect(await listTools(page)).toEqual([]);
  // Inspector sets its URL when it disconnects, and a body that is read just then is lost.
  await eventually(async () => {
    const list = (await readList()).find(({ call }) => call === 'POST tools/list');
    expect(list).toMatchObject({ isOpen: false, isAnswered: true });
  });
  await disconnect(page);
}

describe('a reload with "Preserve log" on loses nothing', ONCE_MORE, () => {
  beforeEach(async () => {
    await setPreserveLog(true);
    await clear();
  });

  it('in the middle of a slow call, which was given up', async () => {
    await fillPath('/mcp/everything');
    await connect(page);
    await listTools(page);
    await runTool(page, 'Trigger Long Running Operation Tool', { duration: '20', steps: '20' });
    await waitForElement(panel, '.open .column-name .dim');
    await page.reload();
    await expectAllWell();
  });

  it('in the middle of a guided login, which begins again', async () => {
    await fillPersonal();
    await openAuthSettings(page);
    await startGuidedLogin(page);
    await continueTo(page, 'registration');
    await continueTo(page, 'authorization');
    await page.reload();
    await openAuthSettings(page);
    await logInGuided(page);
    await leaveAuthSettings(page);
    await connect(page);
    await disconnect(page);
    await expectAllWell(IN_A_TAB);
  });

  it('in the middle of a login by Connect, which begins again', async () => {
    await fillPersonal();
    const begun = page.waitForRequest((request) => request.url().includes('/.well-known/'));
    await clickConnect(page);
    await begun;
    await page.reload();
    // The login may have been quicker: then what was loaded is where it came back to.
    const isReloaded = await page.evaluate(`performance.getEntriesByType('navigation')[0].type === 'reload'`);
    await (isReloaded ? logIn() : waitUntilConnected(page));
    await disconnect(page);
    await expectAllWell();
  });
});
