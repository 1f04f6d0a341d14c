// @vitest-environment happy-dom
import { fireEvent, screen, waitFor, within } from '@testing-library/preact';
import type { Entry } from 'har-format';
import { beforeAll, describe, expect, it } from 'vitest';
import type { HttpAnswer } from '../../src/checks/http.ts';
import { recorded } from '../golden/recordings.ts';
import { GATEWAY } from '../har-entry.ts';
import { answering } from './answering.ts';
import { pretendLayout } from './layout.ts';
import { accessibilityFaults, createFakeBrowser, type OpenPanel, openPanel, PAGE } from './panel.tsx';

beforeAll(pretendLayout);

const TYPED = 'sk-typed-for-this-check-and-no-other-0007';
const OF_PAGE = 'sk-throwaway-master-key-1234';

const field = (label: RegExp) => screen.getByLabelText<HTMLInputElement>(label);
const button = (name: string | RegExp) => screen.getByRole('button', { name });
const type = (element: HTMLElement, value: string) => fireEvent.input(element, { target: { value } });
const steps = () =>
  within(screen.getByRole('list', { name: 'Steps of the check' }))
    .getAllByRole('listitem')
    .map((item) => item.querySelector('.step-line')?.textContent);
const problem = () =>
  [...document.querySelectorAll('.check-sheet .problem')].map(({ textContent }) => textContent).join('');
const headline = () => document.querySelector('.check-headline')?.textContent;

/** The panel with a recording, its sheet opened from the overview. */
async function opened(entries: readonly Entry[], answers: readonly Entry[] = entries): Promise<OpenPanel> {
  const browser = createFakeBrowser();
  browser.answer = answering(answers);
  const panel = await openPanel(entries, browser);
  fireEvent.click(await screen.findByRole('button', { name: 'Check a server…' }));
  await screen.findByRole('button', { name: 'Run check' });
  return panel;
}

async function run(name: RegExp = /./) {
  fireEvent.click(button('Run check'));
  await waitFor(() => expect(button('Run again')).toBeTruthy());
  expect(headline()).toMatch(name);
}

async function runWithTypedKey(name?: RegExp) {
  fireEvent.click(field(/^Typed here/));
  type(await screen.findByLabelText(/^Key/), TYPED);
  await run(name);
}

describe('what will be sent', () => {
  it('is said before it is: to whom, how much, and with which key, as its mask', async () => {
    const { browser } = await opened(recorded('works'));
    const { origin } = new URL(recorded('works')[0]?.request.url ?? '');
    const form = document.querySelector('.check-form')?.textContent;
    expect(field(/^Gateway/).value).toBe(origin);
    expect(field(/^MCP server/).value).toBe('everything');
    expect(form).toContain(`Hopscope itself asks ${origin}/mcp/everything. It sends at most `);
    expect(form).toContain('and nothing to anyone else');
    expect(form).toMatch(/The one that the page sent: x-litellm-api-key: Bearer sk-\*\*\*\*1234 #1/);
    expect(document.body.textContent).not.toContain(OF_PAGE);
    expect(browser.sent).toEqual([]);
    expect(browser.keysAsked).toEqual([]);
    expect(await accessibilityFaults()).toEqual([]);
  });

  it('has the permission of the person first, asked for at once and for that origin alone', async () => {
    const { browser } = await opened(recorded('works'));
    browser.allow = false;
    fireEvent.click(field(/^None/));
    fireEvent.click(button('Run check'));
    expect(browser.asked).toEqual([[new URL(recorded('works')[0]?.request.url ?? '').origin]]);
    await waitFor(() => expect(problem()).toContain('Permission was not given'));
    expect(browser.sent).toEqual([]);
  });

  it('is nothing while the form can’t be read', async () => {
    const { browser } = await opened([]);
    type(field(/^Gateway/), 'ftp://files.example.com');
    fireEvent.click(button('Run check'));
    await waitFor(() => expect(problem()).toContain('begins with http'));
    type(field(/^Gateway/), GATEWAY);
    fireEvent.click(field(/^Typed here/));
    fireEvent.click(button('Run check'));
    await waitFor(() => expect(problem()).toContain('Type a key'));
    expect([browser.asked, browser.sent]).toEqual([[], []]);
  });
});

describe('a healthy server', () => {
  it('is ready: each step, its rows in the list, and the page compared', async () => {
    const { browser, store } = await opened(recorded('works'));
    const before = store.traffic.counts.value;
    const hops = store.traffic.hops.value;
    const seen = store.traffic.gateways.value;
    browser.pageKeys = [{ name: 'x-litellm-api-key', value: `Bearer ${OF_PAGE}` }];
    await run(/^“everything” is ready$/);
    expect(steps().slice(0, 4)).toEqual([
      'Reach the gatewayworks',
      'Begin to speak MCPworks',
      'List the toolsworks',
      'Call a toolleft out',
    ]);
    expect(document.querySelector('.compared')?.textContent).toContain(
      'The check and the page’s request both work.',
    );
    expect(browser.sent.length).toBeLessThanOrEqual(12);
    expect(browser.keysAsked).toEqual([
      { url: recorded('works')[0]?.request.url, names: ['x-litellm-api-key'] },
    ]);
    const keys = browser.sent.flatMap(({ headers }) => headers.filter(({ name }) => /key/.test(name)));
    expect(new Set(keys.map(({ value }) => value))).toEqual(new Set([`Bearer ${OF_PAGE}`]));
    // The page is judged as before.
    expect(store.traffic.counts.value).toEqual(before);
    expect(store.traffic.hops.value).toEqual(hops);
    expect(store.traffic.gateways.value).toEqual(seen);
    const rows = store.traffic.rows.value.filter(({ inspected }) => inspected.exchange.sentBy);
    expect(rows.map(({ inspected }) => inspected.exchange.sentBy?.check)).toEqual(browser.sent.map(() => 1));
    store.view.setFilter('by:check');
    expect(store.view.shown.value).toEqual(rows);
    store.view.setFilter('by:page');
    expect(store.view.shown.value.length).toBe(store.traffic.rows.value.length - rows.length);
    expect(document.querySelector('.status-line')?.textContent).toContain(`${rows.length} by checks`);
    expect(await accessibilityFaults()).toEqual([]);
  });

  it('leads from a step to its row, and back', async () => {
    const { store } = await opened(recorded('works'));
    await runWithTypedKey();
    fireEvent.click(screen.getAllByRole('button', { name: /^POST tools\/list/ })[0] as HTMLElement);
    await screen.findByRole('tabpanel');
    const selected = store.view.selected.value?.inspected;
    expect(selected?.exchange.sentBy).toEqual({ check: 1 });
    expect(document.querySelector(`[data-id="${selected?.exchange.index}"] .tag`)?.textContent).toBe('check');
    expect(await accessibilityFaults()).toEqual([]);
    fireEvent.click(button('Back to the check'));
    await waitFor(() => expect(headline()).toContain('is ready'));
    expect(store.view.selected.value).toBeUndefined();
  });

  it('asks what the page’s origin may, where that is known', async () => {
    const { browser } = await opened(recorded('works'));
    await runWithTypedKey();
    expect(browser.sent.find(({ method }) => method === 'OPTIONS')?.headers).toContainEqual({
      name: 'origin',
      value: PAGE,
    });
  });

  it('gets a tool called only where that was chosen', async () => {
    const { browser } = await opened(recorded('works'));
    const called = () => browser.sent.filter(({ body = '' }) => body.includes('tools/call'));
    await runWithTypedKey();
    expect(called()).toEqual([]);
    fireEvent.click(button('Change…'));
    fireEvent.click(field(/^Call a tool/));
    expect(screen.getByText('The tool runs for real: it may change or send something.')).toBeTruthy();
    type(field(/^Tool/), 'everything-echo');
    type(field(/^Arguments/), '{"message":"hello"}');
    type(field(/^Key/), TYPED);
    await run(/is ready/);
    expect(called().map(({ body }) => JSON.parse(body ?? '').params)).toEqual([
      { name: 'everything-echo', arguments: { message: 'hello' } },
    ]);
  });
});

it('asks the MCP server itself where that was chosen, without a key', async () => {
  const { browser } = await opened(recorded('works'));
  fireEvent.click(field(/^Ask the MCP server itself/));
  const address = field(/^Address of the MCP server/);
  // As the gateway names it.
  const { value } = address;
  expect(value).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/mcp$/);
  type(address, '');
  fireEvent.click(button('Run check'));
  await waitFor(() => expect(problem()).toContain('Type the address of the MCP server itself'));
  expect(browser.sent).toEqual([]);
  type(address, value);
  await runWithTypedKey(/is ready/);
  const { origin } = new URL(value);
  expect(browser.asked.at(-1)).toContain(origin);
  const direct = browser.sent.filter(({ url }) => url.startsWith(origin));
  expect(direct.length).toBeGreaterThan(0);
  expect(JSON.stringify(direct)).not.toContain(TYPED);
});

describe('a server that fails', () => {
  it('says at which hop, with the finding and its fix', async () => {
    await opened(recorded('server-down'));
    await runWithTypedKey(/^“down” fails at LiteLLM → server: LiteLLM can’t reach the MCP server “down”/);
    const sheet = document.querySelector('.check-sheet')?.textContent;
    expect(sheet).toContain('What the gateway’s operator changes');
    expect(sheet).toContain('both fail, for the same reason.');
    expect(screen.queryByRole('button', { name: 'Check…' })).toBeNull();
    expect(await accessibilityFaults()).toEqual([]);
  });

  it('says where it may not ask, and asks there when it is allowed', async () => {
    const { browser } = await opened(recorded('server-down'));
    await runWithTypedKey();
    const sent = browser.sent.length;
    const more = screen.getByRole('button', { name: /^Allow http.* and run again$/ });
    const [, origin = ''] = /Allow (\S+) and/.exec(more.textContent ?? '') ?? [];
    expect(document.body.textContent).toContain(`Hopscope may not ask “${origin}” yet.`);
    expect(browser.sent.filter(({ url }) => url.startsWith(origin))).toEqual([]);
    fireEvent.click(more);
    expect(browser.asked.at(-1)).toContain(origin);
    await waitFor(() => expect(screen.queryByRole('button', { name: /^Allow http/ })).toBeNull());
    await waitFor(() => expect(button('Run again')).toBeTruthy());
    const direct = browser.sent.slice(sent).filter(({ url }) => url.startsWith(origin));
    expect(direct.length).toBeGreaterThan(0);
    expect(JSON.stringify(direct)).not.toContain(TYPED);
  });

  it('is told from the page, whose key is another', async () => {
    const wrong = recorded('wrong-key');
    const { store } = await opened(wrong, recorded('works'));
    await runWithTypedKey(/is ready/);
    expect(document.querySelector('.compared')?.textContent).toContain(
      'The check works, the page’s request does not: they differ in “x-litellm-api-key” (another key)',
    );
    fireEvent.click(button('The page’s request'));
    await waitFor(() => expect(store.view.selected.value?.inspected.exchange.response.status).toBe(400));
  });
});

it('says that a login is needed, and reads where', async () => {
  const login = recorded('login');
  await opened(login.slice(0, 6));
  fireEvent.click(field(/^None/));
  await run(/^“personal” needs a login$/);
  expect(steps().slice(4, 7)).toEqual([
    'Resource metadataworks',
    'Authorization server metadataworks',
    'Client registrationworks',
  ]);
  expect(document.querySelector('.check-sheet')?.textContent).toContain('which only you can do');
});

it('stops: what is open ends, and nothing more is sent', async () => {
  const { browser, store } = await opened(recorded('works'));
  const answer = browser.answer;
  browser.answer = (request) =>
    request.body?.includes('tools/list') ? new Promise<HttpAnswer>(() => undefined) : answer(request);
  fireEvent.click(field(/^None/));
  fireEvent.click(button('Run check'));
  await waitFor(() => expect(steps()).toContain('List the toolsrunning'));
  expect(await accessibilityFaults()).toEqual([]);
  expect(steps()).toContain('Call a toolwaiting');
  expect(headline()).toBe('Checking “everything”…');
  const sent = browser.sent.length;
  fireEvent.keyDown(button('Stop'), { key: 'Escape' });
  expect(store.checks.sheet.value).toBeDefined();
  fireEvent.click(button('Stop'));
  await waitFor(() => expect(headline()).toContain('was stopped. Nothing more is sent.'));
  expect(steps()).toContain('List the toolsstopped');
  expect(steps()).toContain('Call a toolnot reached');
  expect(document.activeElement?.textContent).toBe('Run again');
  browser.answer = answer;
  fireEvent.click(button('Run again'));
  await waitFor(() => expect(headline()).toContain('is ready'));
  expect(browser.sent.length).toBeGreaterThan(sent);
});

it('blames nobody where the background that sends is gone', async () => {
  const { browser, store } = await opened(recorded('works'));
  const answer = browser.answer;
  browser.answer = (request) =>
    request.body?.includes('tools/list') ? Promise.reject(new Error('gone. Run it again.')) : answer(request);
  fireEvent.click(field(/^None/));
  fireEvent.click(button('Run check'));
  await waitFor(() => expect(problem()).toContain('The check can’t continue: gone. Run it again.'));
  expect(headline()).toContain('was stopped. Nothing more is sent.');
  expect(steps()).toContain('Begin to speak MCPworks');
  expect(store.checks.run.value?.result).toBeUndefined();
});

describe('the key', () => {
  it('is on no screen, in no storage and in no export', async () => {
    const { browser, store } = await opened(recorded('works'));
    await runWithTypedKey();
    fireEvent.click(button('Copy report'));
    await screen.findByText('Report copied');
    const [report = ''] = browser.copied;
    expect(report).toContain('| List the tools | works |');
    expect(report).toContain('“everything” is ready');
    fireEvent.click(button('Export…'));
    const dialog = await screen.findByRole('dialog');
    for (const name of [/Save HAR/, /Save support bundle/]) {
      await waitFor(() =>
        expect(within(dialog).getByRole('button', { name })).toHaveProperty('disabled', false),
      );
      fireEvent.click(within(dialog).getByRole('button', { name }));
    }
    await waitFor(() => expect(browser.saved.length).toBe(2));
    const [har = '', bundle = ''] = await Promise.all(browser.saved.map(({ content }) => content.text()));
    expect(har).toContain('"_sentBy":{"check":1}');
    expect(bundle).toContain('sent by Hopscope’s check 1');
    const everywhere = [
      report,
      har,
      bundle,
      document.documentElement.outerHTML,
      JSON.stringify([...browser.stored]),
      JSON.stringify([store.checks.run.value, store.checks.sheet.value, store.checks.problem.value]),
      ...[...document.querySelectorAll('input')].map(({ value }) => value),
    ];
    for (const text of everywhere) expect(text).not.toContain(TYPED);
    expect(browser.sent.some(({ headers }) => headers.some(({ value }) => value.includes(TYPED)))).toBe(true);
  });

  it('may be two: the gateway’s, and a token for the server', async () => {
    const { browser } = await opened(recorded('works'));
    fireEvent.click(field(/^Typed here/));
    type(await screen.findByLabelText(/^Key/), TYPED);
    type(field(/^Token/), 'Basic dG9rZW4=');
    await run(/is ready/);
    const [first] = browser.sent;
    expect(first?.headers).toContainEqual({ name: 'x-litellm-api-key', value: `Bearer ${TYPED}` });
    expect(first?.headers).toContainEqual({ name: 'Authorization', value: 'Basic dG9rZW4=' });
    expect(document.documentElement.outerHTML).not.toContain('dG9rZW4=');
  });

  it('is forgotten when the sheet closes, and may be gone where the page’s was', async () => {
    const { browser, store } = await opened(recorded('works'));
    fireEvent.click(button('Run check'));
    await waitFor(() => expect(problem()).toContain('no longer have the page’s'));
    expect(browser.sent).toEqual([]);
    await runWithTypedKey();
    fireEvent.keyDown(button('Run again'), { key: 'Escape' });
    await waitFor(() => expect(document.querySelector('.check-sheet')).toBeNull());
    const sent = browser.sent.length;
    await store.checks.again();
    expect(browser.sent.length).toBe(sent);
  });
});

describe('is offered', () => {
  it('in the empty list, for a gateway that is typed', async () => {
    const { browser } = await opened([], recorded('works'));
    const { origin } = new URL(recorded('works')[0]?.request.url ?? '');
    type(field(/^Gateway/), origin.replace('http://', ''));
    type(field(/^MCP server/), 'everything');
    await runWithTypedKey(/^“everything” is ready$/);
    expect(browser.sent[0]?.url).toBe(`${origin}/mcp/everything`);
    expect(document.querySelector('.compared')).toBeNull();
  });

  it('in a finding behind the gateway, and in the menu of a row', async () => {
    const { store } = await openPanel(recorded('server-down'));
    const row = store.traffic.rows.value.find(({ worst }) => worst?.hop === 'gateway-to-server');
    store.view.select(row?.id);
    fireEvent.click(await screen.findByRole('button', { name: 'Check…' }));
    await screen.findByRole('button', { name: 'Run check' });
    expect(field(/^MCP server/).value).toBe('down');
    expect(document.activeElement).toBe(field(/^Gateway/));
    fireEvent.click(button('Cancel'));
    fireEvent.contextMenu(document.querySelector('[data-id="0"]') as HTMLElement, { clientX: 1, clientY: 1 });
    fireEvent.click(await screen.findByRole('menuitem', { name: 'Check this server…' }));
    await screen.findByRole('button', { name: 'Run check' });
  });

  it('not in a file, with the reason', async () => {
    const { store } = await openPanel(recorded('works'));
    const har = JSON.stringify({ log: { version: '1.2', entries: recorded('server-down') } });
    await store.files.open([new File([har], 'broken.har')]);
    const offered = await screen.findByRole('button', { name: /^Check a server…/ });
    expect(offered.getAttribute('aria-disabled')).toBe('true');
    expect(offered.textContent).toContain('This is a file.');
    fireEvent.click(offered);
    expect(store.checks.sheet.value).toBeUndefined();
    expect(await accessibilityFaults()).toEqual([]);
  });
});

it('adds its rows while recording is paused, and goes with the recording', async () => {
  const { store } = await opened(recorded('works'));
  store.toggleRecording();
  const before = store.traffic.rows.value.length;
  await runWithTypedKey(/is ready/);
  expect(store.traffic.rows.value.length).toBeGreaterThan(before);
  store.clear();
  await waitFor(() => expect(button('Run check')).toBeTruthy());
  expect(problem()).toContain('The recording was cleared');
});

describe('a recorded request', () => {
  async function again(entries: readonly Entry[], answers: readonly Entry[], method: string) {
    const browser = createFakeBrowser();
    browser.answer = answering(answers);
    const panel = await openPanel(entries, browser);
    const row = panel.store.traffic.rows.value.find(({ inspected }) =>
      inspected.exchange.request.body?.text?.includes(method),
    );
    const line = await waitFor(() => document.querySelector(`[data-id="${row?.id}"]`) as HTMLElement);
    fireEvent.contextMenu(line, { clientX: 1, clientY: 1 });
    fireEvent.click(await screen.findByRole('menuitem', { name: 'Send again…' }));
    await screen.findByRole('button', { name: 'Send again' });
    return panel;
  }

  const sendWithTypedKey = async () => {
    fireEvent.click(field(/^Typed here/));
    type(await screen.findByLabelText(/^Key/), TYPED);
    fireEvent.click(button('Send again'));
    await waitFor(() => expect(button('Run again')).toBeTruthy());
  };

  it('is sent again with a new id and another key, and told what changed', async () => {
    const { browser, store } = await again(recorded('wrong-key'), recorded('works'), 'initialize');
    expect(await accessibilityFaults()).toEqual([]);
    await sendWithTypedKey();
    expect(headline()).toBe('“initialize” works');
    expect(document.querySelector('.compared')?.textContent).toContain(
      'Sent again, it works. The requests differ in “x-litellm-api-key” (another key).',
    );
    const [recordedBody, sentBody] = [
      recorded('wrong-key')[0]?.request.postData?.text,
      browser.sent[0]?.body,
    ].map((text) => JSON.parse(text ?? ''));
    expect(sentBody).toEqual({ ...recordedBody, id: 'hopscope-1' });
    expect(browser.sent.length).toBe(1);
    fireEvent.click(button('Copy report'));
    await screen.findByText('Report copied');
    const [report = ''] = browser.copied;
    expect(report).toContain('“initialize” works');
    expect(report).toContain('Sent again, it works.');
    expect(report).not.toContain('| Step |');
    fireEvent.click(button('The new request'));
    await waitFor(() => expect(store.view.selected.value?.inspected.exchange.sentBy).toEqual({ check: 1 }));
    for (const text of [report, document.documentElement.outerHTML]) expect(text).not.toContain(TYPED);
  });

  it('says that a tool may act once more, and that it fails as before', async () => {
    await again(recorded('tool-fails'), recorded('tool-fails'), 'tools/call');
    expect(screen.getByText(/^The tool runs once more, for real/)).toBeTruthy();
    await sendWithTypedKey();
    expect(document.querySelector('.compared')?.textContent).toContain(
      'Sent again, it fails for the same reason.',
    );
  });
});
