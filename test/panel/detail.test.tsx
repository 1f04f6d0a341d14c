// @vitest-environment happy-dom
import { fireEvent, screen, waitFor, within } from '@testing-library/preact';
import type { Entry } from 'har-format';
import { beforeAll, describe, expect, it } from 'vitest';
import { recorded } from '../golden/recordings.ts';
import { debugHeaders, entry, KEY, type Parts } from '../har-entry.ts';
import { pretendLayout } from './layout.ts';
import { type OpenPanel, openPanel } from './panel.tsx';

beforeAll(pretendLayout);

const panel = () => screen.getByRole('tabpanel');
const arrived = () => document.querySelector('.arrived');

async function openRule(scenario: string, rule: string): Promise<OpenPanel> {
  const opened = await openPanel(recorded(scenario));
  const row = opened.store.traffic.rows.value.find(({ inspected }) =>
    inspected.findings.some((finding) => finding.rule === rule),
  );
  opened.store.view.select(row?.id);
  await screen.findByRole('tabpanel');
  return opened;
}

async function openOne(parts: Parts, tab: 'debug' | 'messages' | 'request' | 'response'): Promise<OpenPanel> {
  const opened = await openPanel([entry(parts)]);
  opened.store.view.select(0);
  opened.store.view.openTab(tab);
  await waitFor(() => expect(screen.getByRole('tab', { selected: true }).dataset['tab']).toBe(tab));
  return opened;
}

describe('a finding', () => {
  it('says what is wrong, where, and what to change on both sides', async () => {
    const { browser } = await openRule('key-leak', 'litellm-key-leaks-upstream');
    expect(within(panel()).getByRole('heading', { level: 3 }).textContent).toBe(
      'Your LiteLLM key is sent to the MCP server',
    );
    expect(panel().textContent).toContain('What you change');
    expect(panel().textContent).toContain('What the gateway’s operator changes');
    fireEvent.click(within(panel()).getByRole('button', { name: /^Copy: Right/ }));
    await waitFor(() => expect(browser.copied[0]).toMatch(/^claude mcp add /));
  });

  it('leads to the header that proves it', async () => {
    await openRule('key-leak', 'litellm-key-leaks-upstream');
    fireEvent.click(within(panel()).getByRole('button', { name: /auth-resolution: oauth2-passthrough/ }));
    await waitFor(() => expect(screen.getByRole('tab', { selected: true }).dataset['tab']).toBe('debug'));
    await waitFor(() => expect(document.activeElement).toBe(arrived()));
    expect(arrived()?.textContent).toContain('x-mcp-debug-auth-resolution');
  });

  it('leads to the words of the body that prove it', async () => {
    await openRule('tool-fails', 'tool-error');
    const [evidence] = within(panel()).getAllByRole('list', { name: 'Evidence' });
    fireEvent.click(within(evidence as HTMLElement).getAllByRole('button')[0] as HTMLElement);
    await waitFor(() => expect(screen.getByRole('tab', { selected: true }).dataset['tab']).toBe('response'));
    expect(arrived()?.querySelector('mark')?.textContent?.length).toBeGreaterThan(5);
  });

  it('leads to a header that is not there', async () => {
    const { store } = await openOne({ status: 401, requestHeaders: {} }, 'request');
    store.view.showEvidence({ place: { in: 'request-header', name: 'x-litellm-api-key' }, quote: '' });
    await waitFor(() => expect(arrived()?.textContent).toBe('x-litellm-api-keynot there'));
  });

  it('leads to another exchange', async () => {
    const { store } = await openPanel([entry(), entry({ status: 404, received: {} })]);
    store.view.select(1);
    store.view.showEvidence({ place: { in: 'status' }, quote: 'HTTP 200', exchange: 0 });
    await waitFor(() => expect(arrived()?.textContent).toContain('200'));
    expect(store.view.selected.value?.id).toBe(0);
  });
});

describe('the hop strip', () => {
  it('takes what a check of the same proved, says how it fared, and leads there', async () => {
    const asCheck = (each: Entry): Entry => ({ ...each, _sentBy: { check: 1 } }) as Entry;
    const page = recorded('wrong-key');
    const { store } = await openPanel([...page, ...recorded('works').map(asCheck)]);
    const refused = store.traffic.rows.value.find(
      ({ inspected }) => inspected.exchange.response.status === 400,
    );
    store.view.select(refused?.id);
    const strip = await screen.findByRole('list', { name: 'Hops of this exchange and of the check' });
    expect(within(strip).getAllByText('wrong')).toHaveLength(1);
    expect(strip.querySelector('.browser')?.textContent).toContain('wrong');
    expect(strip.querySelector('.gateway')?.textContent).toContain('works');
    expect(panel().textContent).toContain(
      'The check works, the page’s request does not: they differ in “x-litellm-api-key” (another key).',
    );
    fireEvent.click(within(panel()).getByRole('button', { name: 'The check’s request' }));
    await waitFor(() => expect(store.view.selected.value?.inspected.exchange.sentBy).toEqual({ check: 1 }));
  });

  it('says of every hop how it stands, in words', async () => {
    await openRule('key-leak', 'litellm-key-leaks-upstream');
    const strip = screen.getByRole('list', { name: 'Hops of this exchange' });
    expect(
      within(strip)
        .getAllByRole('listitem')
        .map((hop) => hop.textContent),
    ).toEqual([
      'Clientworks',
      expect.stringMatching(/^Client to LiteLLM(?:works|not known)$/),
      expect.stringMatching(/^LiteLLM(?:works|not known)$/),
      'LiteLLM to MCP serverwrong',
      expect.stringMatching(/^MCP server/),
      expect.stringMatching(/^Authorization server/),
    ]);
    expect(strip.querySelectorAll('.worst')).toHaveLength(1);
  });
});

describe('the debug headers', () => {
  it('are decoded, with the raw value beside', async () => {
    await openOne({ responseHeaders: debugHeaders() }, 'debug');
    const card = within(panel())
      .getByRole('heading', { name: /How LiteLLM logs in/ })
      .closest('article');
    expect(card?.textContent).toContain('LiteLLM sends no credential');
    expect(card?.querySelector('.raw')?.textContent).toBe('x-mcp-debug-auth-resolutionno-auth');
  });

  it('are shown as they came when nobody knows the label or the header', async () => {
    await openOne({ responseHeaders: debugHeaders({ 'auth-resolution': 'quantum', future: 'x' }) }, 'debug');
    expect(panel().textContent).toContain('does not know this label');
    expect(panel().textContent).toContain('does not know this header');
  });

  it('of several servers are a table', async () => {
    const resolutions = JSON.stringify({ a: 'no-auth', b: 'resolution-failed' });
    await openOne(
      { responseHeaders: debugHeaders({ 'auth-resolution': 'multiple', 'auth-resolutions': resolutions }) },
      'debug',
    );
    expect(within(panel()).getByRole('rowheader', { name: 'b' })).toBeDefined();
    expect(panel().textContent).toContain('could not get the credential');
  });

  it('are not mistaken for the JWT signer’s answer', async () => {
    await openOne({ responseHeaders: { 'x-litellm-mcp-debug': 'v=1; kid=k; sub=s' } }, 'debug');
    expect(within(panel()).getByRole('heading', { name: 'JWT signer' })).toBeDefined();
  });
});

describe('untrusted text', () => {
  const nasty = '<img src=x onerror=alert(1)> https://evil.example \u202Egpj.exe';

  it.each(['messages', 'request', 'response', 'debug'] as const)('stays text in the %s tab', async (tab) => {
    await openOne(
      {
        url: `http://127.0.0.1:4000/mcp/everything?x=${encodeURIComponent(nasty)}`,
        requestHeaders: { 'user-agent': nasty },
        sent: { jsonrpc: '2.0', id: nasty, method: 'tools/call', params: { name: nasty } },
        responseHeaders: debugHeaders({ 'auth-resolution': nasty }),
        received: {
          jsonrpc: '2.0',
          id: nasty,
          result: { content: [{ type: 'text', text: nasty }], [nasty]: 1 },
        },
      },
      tab,
    );
    expect(document.querySelectorAll('img, a, script')).toHaveLength(0);
    expect(document.body.textContent).not.toContain('\u202E');
    expect(document.querySelector('.escape')?.textContent).toBe('⟨U+202E⟩');
    for (const element of document.querySelectorAll('*')) {
      for (const { value } of element.attributes) expect(value).not.toContain('\u202E');
    }
  });

  it('is spelled out even when it is hardly text at all', async () => {
    await openOne({ received: '\u0000x'.repeat(5000), receivedType: 'text/plain' }, 'response');
    expect(panel().textContent).toContain('⟨U+0000⟩x⟨U+0000⟩');
    expect(panel().querySelectorAll('.escape')).toHaveLength(0);
  });

  it('is cut when it is long, with the size said, and more of it on demand', async () => {
    await openOne({ received: 'x'.repeat(450_000), receivedType: 'text/plain' }, 'response');
    const body = () => [...panel().querySelectorAll('pre')].at(-1)?.textContent?.length;
    expect(body()).toBe(200_000);
    expect(panel().textContent).toContain('250 kB of 450 kB not shown');
    fireEvent.click(within(panel()).getByRole('button', { name: 'Show 200 kB more' }));
    await waitFor(() => expect(body()).toBe(400_000));
  });
});

describe('masks', () => {
  it('are chips in an URL too, where broken encoding beside them does no harm', async () => {
    await openOne({ url: `http://127.0.0.1:4000/mcp?api_key=${KEY}&x=%5Bmasked%20%E0%A4%A%5D` }, 'request');
    const url = panel().querySelector('.mono');
    expect(url?.querySelector('.mask')?.textContent).toContain('sk-****0001');
    expect(url?.textContent).toContain('%E0%A4%A');
  });

  it('stand where the credential stood, and the same value lights up together', async () => {
    await openOne(
      {
        requestHeaders: {
          authorization: `Bearer ${KEY}`,
          'x-litellm-api-key': `Bearer ${KEY}`,
          cookie: 'a=secretcookievalue',
        },
      },
      'request',
    );
    expect(document.body.textContent).not.toContain(KEY);
    const chips = [...panel().querySelectorAll<HTMLElement>('.mask')];
    expect(chips.length).toBeGreaterThanOrEqual(3);
    const [first] = chips;
    first?.focus();
    await waitFor(() => expect(panel().querySelectorAll('.mask.same')).toHaveLength(2));
    first?.blur();
    await waitFor(() => expect(panel().querySelectorAll('.mask.same')).toHaveLength(0));
  });
});

describe('messages', () => {
  it('are trees that open and close', async () => {
    await openOne({}, 'messages');
    const [summary] = panel().querySelectorAll('summary');
    expect(panel().textContent).toContain('tools/list');
    const details = summary?.parentElement as HTMLDetailsElement;
    details.open = false;
    fireEvent(details, new Event('toggle'));
    await waitFor(() => expect(details.textContent).toContain('members'));
  });

  it('of a stream have the time they came at', async () => {
    const { store } = await openPanel(recorded('slow-tool'));
    store.view.select(store.traffic.rows.value.find(({ label }) => label.method === 'tools/call')?.id);
    store.view.openTab('messages');
    await waitFor(() => expect(panel().textContent).toMatch(/\+\d+\.\d+ s/));
  });
});

it('walks the tabs with the arrows', async () => {
  await openOne({}, 'request');
  const press = (key: string) => fireEvent.keyDown(screen.getByRole('tab', { selected: true }), { key });
  const selected = () => screen.getByRole('tab', { selected: true }).textContent;
  for (const [key, tab] of [
    ['ArrowRight', 'Response'],
    ['End', 'Timing'],
    ['ArrowRight', 'Diagnosis'],
    ['ArrowLeft', 'Timing'],
    ['Home', 'Diagnosis'],
  ] as const) {
    press(key);
    await waitFor(() => expect(selected()).toBe(tab));
    expect(document.activeElement?.textContent).toBe(tab);
  }
});
