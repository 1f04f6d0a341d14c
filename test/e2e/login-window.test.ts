import type { Page } from 'puppeteer-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../eventually.ts';
import { switchOnDebug } from '../stack/panel-driver.ts';
import { joinStack, STACK_START, type Stack } from '../stack/stack.ts';
import { closeAfterAll } from './closing.ts';
import { driver } from './driver.ts';
import { openTab } from './open-tab.ts';
import { click, type Panel, waitForText } from './panel.ts';
import { startServer } from './server.ts';

const closing = closeAfterAll();
let stack: Stack;
let page: Page;
let panel: Panel;

beforeAll(async () => {
  stack = closing(await joinStack());
  const browser = closing(await driver.launch({ build: 'loopback' }));
  const tab = await openTab(browser, `${stack.agent}?login=window`);
  ({ page, panel } = tab);
  await switchOnDebug(panel, new URL(stack.agent).origin, stack.proxy);
  await driver.makeRoom(tab.devtools);
}, STACK_START);

/** Clicks a scenario's button, and returns the window in which the user logs in. */
async function openLogin(scenario: string): Promise<Page> {
  await click(panel, 'button[aria-label="Clear"]');
  const opened = new Promise<Page>((resolve) => {
    page.once('popup', (popup) => popup && resolve(popup));
  });
  // A mouse finds nothing in a page behind the DevTools' window, which draws no frames.
  await page.$eval(`[data-scenario="${scenario}"] button`, (button) => (button as HTMLElement).click());
  return opened;
}

/** Answers the question in the login's window, by script, too. */
async function choose(popup: Page, answer: 'yes' | 'no'): Promise<void> {
  await popup.waitForSelector(`[value="${answer}"]`);
  await popup.$eval(`[value="${answer}"]`, (button) => (button as HTMLElement).click());
}

/** The one login in the panel: its headline, and each step with how it stands and the requests that it took. */
async function readLogin(): Promise<readonly string[]> {
  const [login, ...others] = await panel.$$eval('details.login', (all) =>
    all.map((each) => [
      each.querySelector('summary b')?.textContent ?? '',
      ...[...each.querySelectorAll('.login-step')].map((step) => {
        const parts = [...step.querySelectorAll('.step-part')].map((part) =>
          [...part.querySelectorAll(':scope > :not(.step-time)')]
            .map(({ textContent }) => textContent)
            .join(' '),
        );
        const [name, state] = step.querySelector('.step-line')?.children ?? [];
        return `${name?.textContent}, ${state?.textContent}: ${parts.join(', ').replaceAll(/127\.0\.0\.1:\d+/g, '')}`;
      }),
    ]),
  );
  expect(others).toEqual([]);
  return login ?? [];
}

const expectLogin = (...expected: readonly unknown[]) =>
  eventually(async () => expect(await readLogin()).toEqual(expected));

const PREPARED = [
  'Challenge, done: POST /mcp/personal 401',
  'Resource metadata, done: GET /.well-known/oauth-protected-resource/mcp/personal 200',
  'Authorization server metadata, done: GET /.well-known/oauth-authorization-server/personal 200',
  'Client registration, done: POST /personal/register 200 same client id',
];

const SENT =
  'User sent to log in, done: GET /personal/authorize 307 in another window, GET /auth 303 redirected in another window';

const NOT_REACHED = ['Token request, not reached: ', 'First request with the token, not reached: '];

describe('a login in a window that the agent opens, through the real LiteLLM and the real authorization server', () => {
  it('is one timeline from the challenge to the first call with the token', async () => {
    const popup = await openLogin('login');
    await expectLogin(
      'Waiting for the user',
      ...PREPARED,
      SENT,
      'Return to the client, waiting for the user: ',
      ...NOT_REACHED,
    );
    await choose(popup, 'yes');
    await expectLogin(
      'Logged in',
      ...PREPARED,
      SENT,
      'Return to the client, done: GET /callback 302 same state in another window, GET /callback.html 200 redirected in another window',
      'Token request, done: POST /personal/token 200 same code',
      'First request with the token, done: POST /mcp/personal 200 with this token',
    );
    await page.waitForSelector('[data-scenario="login"][data-state="done"]');
  });

  it('that the user refuses there failed at the return to the client', async () => {
    const popup = await openLogin('login');
    await choose(popup, 'no');
    await expectLogin(
      'Failed at: Return to the client',
      ...PREPARED,
      SENT,
      'Return to the client, failed: GET /callback 302 same state in another window, GET /callback.html 200 redirected in another window',
      ...NOT_REACHED,
    );
    await expectWhy('The login was refused: access_denied');
    await page.waitForSelector('[data-scenario="login"][data-state="failed"]');
  });

  it('whose redirect URL LiteLLM refuses failed where the user was sent to log in', async () => {
    const popup = await openLogin('login-foreign-redirect');
    await expectLogin(
      'Failed at: User sent to log in',
      ...PREPARED,
      // DevTools that are open on the window ask for the page once more.
      expect.stringMatching(/^User sent to log in, failed: GET \/personal\/authorize 400 in another window/),
      'Return to the client, not reached: ',
      ...NOT_REACHED,
    );
    await expectWhy('The login was refused: HTTP 400');
    await popup.close();
    await page.waitForSelector('[data-scenario="login-foreign-redirect"][data-state="failed"]');
  });
});

it('a window whose page never comes does not wait any more once it is closed', async () => {
  const silent = await startServer(() => {});
  await click(panel, 'button[aria-label="Clear"]');
  const address = `${silent.origin}/authorize?response_type=code&client_id=client-of-the-page&resource=${stack.proxy}/mcp/personal`;
  await page.evaluate((url) => {
    Object.assign(globalThis, { popup: window.open(url, '_blank', 'popup') });
  }, address);
  await waitForText(panel, '1 MCP request · 1 open');
  await page.evaluate('popup.close()');
  await waitForText(panel, '1 MCP request · 0 other');
  silent.close();
});

/** The step that failed says why, and leads to the request, which has the finding. */
async function expectWhy(title: string): Promise<void> {
  expect(await panel.$$eval('.login-step.failed .group-title', ([why]) => why?.textContent)).toBe(title);
  await click(panel, '.login-step.failed .group');
  await waitForText(panel, 'authorization-refused');
  expect(
    await panel.$$eval('.detail .finding.error h3', (all) => all.map(({ textContent }) => textContent)),
  ).toEqual([title]);
}
