// @vitest-environment happy-dom
import { screen, waitFor } from '@testing-library/preact';
import { beforeAll, expect, it } from 'vitest';
import { createInspector } from '../../src/inspect.ts';
import { toMarkdown } from '../../src/report/bundle/bundle.ts';
import { exportText } from '../../src/report/export-text.ts';
import { createReport } from '../../src/report/report.ts';
import { recorded } from '../golden/recordings.ts';
import { pretendLayout } from './layout.ts';
import { openPanel } from './panel.tsx';

beforeAll(pretendLayout);

/** A healthy recording, the body of its tool list lost. */
const lossy = () =>
  recorded('works').map((entry) => {
    if (!entry.request.postData?.text?.includes('tools/list')) return entry;
    const { text, ...content } = entry.response.content;
    return {
      ...entry,
      response: { ...entry.response, content: { ...content, size: text?.length ?? 0 } },
      _eventSourceMessages: undefined,
    };
  });

it('marks a lost body in its row and in Response, and finds no problem', async () => {
  const { store } = await openPanel(lossy());
  const row = store.live.rows.value.find(({ label }) => label.name === 'tools/list');
  await waitFor(() =>
    expect(document.querySelector(`[data-id="${row?.id}"] .column-name .tag`)?.textContent).toBe(
      'body not read',
    ),
  );
  expect(
    document.querySelector(`[data-id="${row?.id}"] .column-status [title]`)?.getAttribute('title'),
  ).toMatch(/^The response body is not known/);
  store.view.select(row?.id);
  store.view.openTab('response');
  await waitFor(() => expect(screen.getByRole('tabpanel').textContent).toContain('Not read.'));
  expect(store.live.counts.value).toMatchObject({ error: 0, warning: 0 });
});

it('marks it in both exports', () => {
  const inspector = createInspector();
  const inspected = lossy().flatMap((entry) => inspector.add(entry) ?? []);
  const report = createReport(inspected, { ignored: 0, toolData: 'left out' });
  const about = { at: 0, version: '0.0.0' };
  const har = JSON.parse(exportText(report, inspector, about)) as {
    log: { entries: { _bodies?: string }[] };
  };
  expect(har.log.entries.filter(({ _bodies }) => _bodies === 'not read')).toHaveLength(1);
  expect(toMarkdown(report, about)).toMatch(/tools\/list.*\| 200, body not read \|/);
});
