import type { HTTPResponse, Page } from 'puppeteer-core';

/*
 * MCP Inspector 1.0.3 in the verbs of a person who uses it. Everything is done by script: a page behind the DevTools'
 * window draws no frames, and a mouse finds nothing there.
 */

/** What a person types into Inspector's form before they connect. */
export interface InspectorServer {
  /** Of the MCP endpoint. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The title of each tool that is listed. */
const TOOL = '.cursor-pointer span:first-child:not(.font-mono)';

/** Not on mutations: puppeteer's observer is told of no text that changes within its node. */
const OFTEN = { polling: 20, timeout: 30_000 };

/** Opens Inspector's page. Its parameter stands for Inspector's proxy, which plays no part here (see startInspector). */
export async function openInspector(page: Page, origin: string): Promise<void> {
  await page.goto(`${origin}/?MCP_PROXY_FULL_ADDRESS=${origin}`);
  await page.waitForSelector('#transport-type-select');
}

/** Fills the form: streamable HTTP, connection type "Direct", the URL, and the headers in place of those before. */
export async function fillServer(page: Page, { url, headers = {} }: InspectorServer): Promise<void> {
  await choose(page, '#transport-type-select', 'Streamable HTTP');
  await choose(page, '#connection-type-select', 'Direct');
  await type(page, '#sse-url-input', url);
  await unfold(page, '[data-testid="auth-button"]');
  await press(page, 'JSON');
  await type(page, 'textarea', JSON.stringify(headers));
  await press(page, 'Switch to Form');
  await waitForButton(page, 'JSON');
}

/** Clicks Connect, without waiting for what comes of it. */
export function clickConnect(page: Page): Promise<void> {
  return press(page, 'Connect');
}

/** Clicks Connect, and waits until Inspector says that it is connected: at once, or after a login that needs nobody. */
export async function connect(page: Page): Promise<void> {
  await clickConnect(page);
  await waitUntilConnected(page);
}

/**
 * Clicks Connect where a login comes first that needs nobody. Inspector begins two of them at once. On a busy machine the
 * second replaces the first one's code verifier while the page leaves for the first, and the token request is refused.
 * @returns whether Inspector is connected; false when its token request was refused
 */
export async function connectByLogin(page: Page): Promise<boolean> {
  const over = new AbortController();
  const isRefusal = (response: HTTPResponse) =>
    new URL(response.url()).pathname.endsWith('/token') && response.status() >= 400;
  const refused = page.waitForResponse(isRefusal, { timeout: OFTEN.timeout, signal: over.signal });
  await clickConnect(page);
  const connected = waitForText(page, 'span', 'Connected', { signal: over.signal });
  try {
    return await Promise.race([connected.then(() => true), refused.then(() => false)]);
  } finally {
    over.abort();
  }
}

/** Waits until Inspector says that it is connected. */
export function waitUntilConnected(page: Page): Promise<void> {
  return waitForText(page, 'span', 'Connected');
}

/** Clicks Connect where it must fail, and waits until Inspector says so. */
export async function failToConnect(page: Page): Promise<void> {
  await clickConnect(page);
  await page.waitForFunction(
    () => [...document.querySelectorAll('span')].some((each) => /^Connection Error/.test(each.textContent)),
    OFTEN,
  );
}

/** Disconnects, which also ends the event stream. */
export async function disconnect(page: Page): Promise<void> {
  await press(page, 'Disconnect');
  await waitForText(page, 'span', 'Disconnected');
}

/** Lists the tools anew in the Tools tab, and waits for the response. Returns what stands there: titles, or names. */
export async function listTools(page: Page): Promise<readonly string[]> {
  await page.waitForFunction(() => {
    const tab = [...document.querySelectorAll('[role="tab"]')].find((each) => each.textContent === 'Tools');
    // Its tabs listen to the mouse button that goes down, not to the click.
    tab?.dispatchEvent(new MouseEvent('mousedown', { bubbles: true, button: 0 }));
    return tab?.getAttribute('aria-selected') === 'true';
  }, OFTEN);
  const before = await countAnswered(page, 'tools/list');
  await page.waitForFunction(() => {
    const list = [...document.querySelectorAll('button')].find((each) => each.textContent === 'List Tools');
    // Where they are listed already, only "Clear" below lets a person list them again.
    (list?.disabled ? (list.nextElementSibling as HTMLElement) : list)?.click();
    return list?.disabled === false;
  }, OFTEN);
  await page.waitForFunction(`(${answered})('tools/list') > ${before}`, OFTEN);
  return page.$$eval(TOOL, (all) => all.map((each) => each.textContent).filter((text) => text !== ''));
}

/** Chooses a tool of the list, fills its fields, and runs it, without waiting for what comes of it. */
export async function runTool(
  page: Page,
  title: string,
  fields: Readonly<Record<string, string>>,
): Promise<void> {
  await clickOn(page, TOOL, title);
  for (const [field, text] of Object.entries(fields)) await type(page, `#${field}`, text);
  await press(page, 'Run Tool');
}

/** Runs a tool and waits for its result: returns what Inspector shows of it, such as `Success"Echo: hello"`. */
export async function callTool(
  page: Page,
  title: string,
  fields: Readonly<Record<string, string>>,
): Promise<string> {
  await runTool(page, title, fields);
  const result = await page.waitForFunction(() => {
    const heads = [...document.querySelectorAll('h4')];
    const head = heads.find((each) => /^Tool Result: ./.test(each.textContent));
    return head?.parentElement?.textContent.split('Tool Result: ')[1];
  }, OFTEN);
  return String(await result.jsonValue());
}

/** Opens the settings in which the guided login is. Inspector must not be connected. */
export async function openAuthSettings(page: Page): Promise<void> {
  await press(page, 'Open Auth Settings');
  await waitForText(page, 'h2', 'Authentication Settings');
}

/** Goes back from the settings to where it connects. */
export async function leaveAuthSettings(page: Page): Promise<void> {
  await press(page, 'Back to Connect');
  await waitForButton(page, 'Open Auth Settings');
}

/** Has Inspector forget its token and its registration, as a person does who wants to log in once more. */
export async function forgetLogin(page: Page): Promise<void> {
  await openAuthSettings(page);
  await press(page, 'Clear OAuth State');
  await waitForStep(page, 'metadata');
  await leaveAuthSettings(page);
}

/** The steps of the guided login, as Inspector calls them. */
const STEPS = {
  metadata: 'Metadata Discovery',
  registration: 'Client Registration',
  authorization: 'Preparing Authorization',
  code: 'Request Authorization and acquire authorization code',
  token: 'Token Request',
} as const;

/** Starts the guided login in the settings. Its first step, the metadata, is current then. */
export function startGuidedLogin(page: Page): Promise<void> {
  return press(page, 'Guided OAuth Flow');
}

/** Clicks Continue in the guided login until the step after the one that was current is: Inspector may overlook a click. */
export async function continueTo(page: Page, step: keyof typeof STEPS): Promise<void> {
  for (let clicks = 1; ; clicks += 1) {
    await press(page, 'Continue');
    const isThere = await waitForStep(
      page,
      step,
      clicks < MOST_CLICKS ? OFTEN.timeout / 2 : OFTEN.timeout,
    ).then(
      () => true,
      (error: unknown) => {
        if (clicks < MOST_CLICKS) return false;
        throw error;
      },
    );
    if (isThere) return;
  }
}

const MOST_CLICKS = 3;

/** Waits until a step of the guided login is the current one. */
function waitForStep(page: Page, step: keyof typeof STEPS, timeout = OFTEN.timeout): Promise<void> {
  return waitForText(page, '.bg-accent > .font-medium', STEPS[step], { timeout });
}

/** Goes through the guided login from its start in the settings, with the code of a tab of its own, to the token. */
export async function logInGuided(page: Page): Promise<void> {
  await startGuidedLogin(page);
  await continueTo(page, 'registration');
  await continueTo(page, 'authorization');
  await continueTo(page, 'code');
  await type(page, '#authCode', await fetchCode(page));
  await continueTo(page, 'token');
  await press(page, 'Continue');
  await waitForText(page, 'summary', 'Access Tokens');
}

/** Opens the authorization URL as the link beside it does, in a tab of its own, and reads the code that comes up there. */
async function fetchCode(page: Page): Promise<string> {
  const browser = page.browser();
  const { origin } = new URL(page.url());
  const known = new Set(browser.targets());
  await clickOn(page, '[aria-label="Open authorization URL in new tab"]', '');
  const target = await browser.waitForTarget(
    (each) => !known.has(each) && each.type() === 'page' && each.url().startsWith(`${origin}/oauth/callback`),
  );
  const tab = await target.asPage();
  await tab.waitForSelector('code');
  const code = await tab.$eval('code', (element) => element.textContent);
  await tab.close();
  return code;
}

/** How many responses to a JSON-RPC method the History pane shows. */
const answered = `(method) =>
  [...document.querySelectorAll('.font-mono')].filter((each) => each.textContent.endsWith('. ' + method)).length`;

async function countAnswered(page: Page, method: string): Promise<number> {
  return Number(await page.evaluate(`(${answered})('${method}')`));
}

/** Waits for a button that says just this and is enabled, and clicks it. */
function press(page: Page, text: string): Promise<void> {
  return clickOn(page, BUTTON, text);
}

function waitForButton(page: Page, text: string): Promise<void> {
  return waitForText(page, BUTTON, text);
}

const BUTTON = 'button:not(:disabled)';

/**
 * Waits for an element that says just this, and clicks it, once. Inspector often puts another in its place, so that one
 * is looked for at the moment of the click; and a wait begins anew in the document that a click leads to.
 */
async function clickOn(page: Page, selector: string, text: string): Promise<void> {
  let isClicked = false;
  while (!isClicked) {
    await waitForText(page, selector, text);
    isClicked = await page.evaluate(
      (where, wanted) => {
        const all = [...document.querySelectorAll<HTMLElement>(where)];
        const found = all.find((each) => each.textContent.trim() === wanted);
        found?.click();
        return found !== undefined;
      },
      selector,
      text,
    );
  }
}

/** Waits until an element says just this. */
async function waitForText(
  page: Page,
  selector: string,
  text: string,
  options: { readonly timeout?: number; readonly signal?: AbortSignal } = {},
): Promise<void> {
  await page.waitForFunction(
    (where, wanted) =>
      [...document.querySelectorAll(where)].some((each) => each.textContent.trim() === wanted),
    { ...OFTEN, ...options },
    selector,
    text,
  );
}

/** Opens what a button unfolds, unless it is open. */
async function unfold(page: Page, selector: string): Promise<void> {
  await page.evaluate((where) => {
    document.querySelector<HTMLElement>(`${where}[aria-expanded="false"]`)?.click();
  }, selector);
}

/** Chooses in one of Inspector's lists. They close when the window changes its size, so it goes on until it is chosen. */
async function choose(page: Page, selector: string, option: string): Promise<void> {
  await page.waitForFunction(
    (where, wanted) => {
      const list = document.querySelector<HTMLElement>(where);
      if (list?.textContent === wanted) return true;
      const found = [...document.querySelectorAll('[role="option"]')].find(
        (each) => each.textContent === wanted,
      );
      if (found) found.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
      else list?.click();
      return false;
    },
    OFTEN,
    selector,
    option,
  );
}

/** Writes into a field, once it is there. React takes note only of what goes past its own setter. */
async function type(page: Page, selector: string, text: string): Promise<void> {
  await page.waitForFunction(
    (where, value) => {
      const field = document.querySelector(where);
      if (!field) return false;
      Reflect.set(Object.getPrototypeOf(field), 'value', value, field);
      return field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    },
    OFTEN,
    selector,
    text,
  );
}
