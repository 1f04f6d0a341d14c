// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { beforeAll, describe, expect, it } from 'vitest';
import { groupFindings } from '../../src/diagnosis/group-findings.ts';
import { GroupList } from '../../src/panel/detail/GroupList.tsx';
import { eventually } from '../eventually.ts';
import {
  CLIENT_HEADERS,
  debugHeaders,
  entry,
  inOrder,
  inspect,
  type Parts,
  rpc,
  toolCall,
  toolFailed,
  unreached,
} from '../har-entry.ts';
import { readDoubled, THREE_DOWN } from '../renamed.ts';
import { subjectsOf } from '../subjects.ts';
import { pretendLayout } from './layout.ts';
import { accessibilityFaults, openPanel } from './panel.tsx';

beforeAll(pretendLayout);

const lines = (): readonly string[] =>
  [...document.querySelectorAll('.groups li')].map((line) => line.textContent?.trim() ?? '');

it('the overview has a line for each server, and each leads to its own request', async () => {
  const { store } = await openPanel(THREE_DOWN);
  await screen.findByText(/can’t reach the MCP server “gone”/);
  expect(lines().filter((line) => line.includes('can’t reach'))).toHaveLength(3);
  expect(lines().filter((line) => line.includes('adds no credential'))).toEqual([
    expect.stringContaining('MCP server down'),
    expect.stringContaining('MCP server offline'),
    expect.stringContaining('MCP server gone'),
  ]);
  expect(await accessibilityFaults()).toEqual([]);
  for (const alias of ['down', 'offline', 'gone']) {
    fireEvent.click(await screen.findByText(new RegExp(`can’t reach the MCP server “${alias}”`)));
    expect(store.view.selected.value?.server).toBe(alias);
    store.view.select(undefined);
    await screen.findByRole('list', { name: 'Hops of the recording' });
  }
});

describe('the overview takes the recording as a whole', () => {
  const limited: Parts = { status: 429, received: '' };
  const gone: Parts = {
    requestHeaders: { ...CLIENT_HEADERS, 'mcp-session-id': 'session-number-one' },
    status: 404,
    received: { jsonrpc: '2.0', id: null, error: { code: -32600, message: 'Session not found' } },
  };

  it('and says which failure the client got over, after what still fails', async () => {
    await openPanel(inOrder([limited, { ...limited, sent: rpc('prompts/list') }, gone, {}]));
    await screen.findByRole('list', { name: 'Hops of the recording' });
    expect(lines()).toEqual([
      expect.stringMatching(/^Error: .*limit.*Client → LiteLLM× 2$/),
      expect.stringMatching(/^Warning: .*session.*worked later · Client → LiteLLM× 1$/),
    ]);
  });

  it('shows as an error what nothing worked after, and no longer when something does', async () => {
    const { browser, store } = await openPanel(inOrder([gone]));
    await screen.findByText(/session is no longer known/);
    expect(store.traffic.counts.value).toMatchObject({ error: 1, warning: 0 });
    expect(store.traffic.rows.value[0]?.worst?.level).toBe('error');
    browser.entry(entry({ at: 5000 }));
    await eventually(() => expect(store.traffic.counts.value).toMatchObject({ error: 0, warning: 1 }));
  });

  it('counts no fact of a server', async () => {
    await openPanel(inOrder([{ responseHeaders: debugHeaders() }, { responseHeaders: debugHeaders() }]));
    await screen.findByText(/adds no credential/);
    expect(lines()).toEqual([expect.stringMatching(/adds no credential.*LiteLLM → server$/)]);
  });
});

it('shows a hundred lines at first, how many more there are, and more of them on demand', () => {
  const calls = Array.from({ length: 250 }, (_, index) =>
    inspect({ sent: toolCall(`tool_${index}`), ...toolFailed('no') }),
  );
  render(<GroupList groups={groupFindings(calls)} onSelect={() => {}} />);
  expect(lines()).toHaveLength(100);
  expect(document.body.textContent).toContain('150 of 250 not shown');
  fireEvent.click(screen.getByText('Show 100 more'));
  fireEvent.click(screen.getByText('Show 50 more'));
  expect(lines()).toHaveLength(250);
  expect(screen.queryByText(/not shown/)).toBeNull();
});

it('names the hundred servers of one answer', () => {
  const servers = Array.from({ length: 100 }, (_, number) => `server_${number}`);
  render(<GroupList groups={groupFindings([inspect(unreached(servers))])} onSelect={() => {}} />);
  for (const server of servers) expect(lines().join()).toContain(`“${server}”`);
});

it('names what every finding of every recording is about', () => {
  const told = readDoubled().flatMap(({ litellm, scenario, inspected }) =>
    groupFindings(inspected).map((group) => ({
      where: `${group.finding.rule} in ${scenario} (${litellm})`,
      group,
      subjects: inspected
        .filter(({ exchange }) => group.exchanges.includes(exchange.index))
        .flatMap((each) =>
          each.findings
            .filter(({ rule, title }) => rule === group.finding.rule && title === group.finding.title)
            .flatMap((finding) => subjectsOf(each, finding)),
        ),
    })),
  );
  expect(told.length).toBeGreaterThan(500);
  // A list shows a hundred at first.
  for (let at = 0; at < told.length; at += 100) {
    const part = told.slice(at, at + 100);
    const groups = part.map(({ group, where }) => ({ ...group, key: `${where} ${group.key}` }));
    render(<GroupList groups={groups} onSelect={() => {}} />);
    const shown = lines();
    part.forEach(({ where, subjects }, index) => {
      for (const subject of subjects) expect(shown[index], where).toContain(subject);
    });
    cleanup();
  }
});
