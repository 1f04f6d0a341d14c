// @vitest-environment happy-dom
import { fireEvent, screen, waitFor } from '@testing-library/preact';
import type { Entry } from 'har-format';
import { beforeAll, expect, it } from 'vitest';
import { readHar } from '../../src/report/har/read-har.ts';
import { recorded, recordedFiles } from '../golden/recordings.ts';
import { GATEWAY } from '../har-entry.ts';
import { pretendLayout } from './layout.ts';
import { createFakeBrowser, OFF, openPanel } from './panel.tsx';

beforeAll(pretendLayout);

type Header = Entry['request']['headers'][number];

const without = (headers: readonly Header[]) =>
  headers.filter(({ name }) => !/^x-(?:litellm-mcp-debug|mcp-debug-.*)$/i.test(name));

/** A recording as it would be with debug mode off: neither asked nor told. */
const unasked = (entries: readonly Entry[]): Entry[] =>
  entries.map((entry) => ({
    ...entry,
    request: { ...entry.request, headers: without(entry.request.headers) },
    response: { ...entry.response, headers: without(entry.response.headers) },
  }));

const overview = () => document.querySelector('.overview')?.textContent ?? '';
const strip = () => document.querySelector('.overview .hop-strip')?.textContent ?? '';
/** Debug mode is on. */
const switchedOn = () =>
  Object.assign(createFakeBrowser(), { debug: { ...OFF, gateways: [{ origin: GATEWAY, permitted: true }] } });

it('clears nothing while debug mode is off, and offers to switch it on and load the page again', async () => {
  const browser = createFakeBrowser();
  await openPanel(unasked(recorded('key-leak')), browser);
  await waitFor(() => expect(overview()).toContain('No problem in what the page can see.'));
  expect(overview()).toContain(
    'How LiteLLM logs in to “delegated” is not checked: debug mode is off in this tab.',
  );
  expect(overview()).not.toContain('No problem found');
  expect(strip()).toMatch(/LiteLLM to MCP servernot known/);
  fireEvent.click(screen.getByRole('button', { name: 'Switch on and reload' }));
  fireEvent.click(await screen.findByRole('button', { name: 'Allow, switch on and reload' }));
  await waitFor(() => expect(browser.reloads).toBe(1));
});

it('does not reload when permission is refused', async () => {
  const browser = createFakeBrowser();
  browser.allow = false;
  await openPanel(unasked(recorded('key-leak')), browser);
  fireEvent.click(await screen.findByRole('button', { name: 'Switch on and reload' }));
  fireEvent.click(await screen.findByRole('button', { name: 'Allow, switch on and reload' }));
  await screen.findByText(/Permission was not given/);
  expect(browser.reloads).toBe(0);
});

it('asks to repeat the call after it was switched on, as long as no recorded request asked', async () => {
  const browser = switchedOn();
  await openPanel(unasked(recorded('key-leak')), browser);
  await waitFor(() => expect(overview()).toMatch(/These \d requests were made before debug mode was on/));
  expect(overview()).toContain('No problem in what the page can see.');
  fireEvent.click(screen.getByRole('button', { name: 'reload the page' }));
  expect(browser.reloads).toBe(1);
});

it('finds the leak where the requests asked', async () => {
  await openPanel(recorded('key-leak'), switchedOn());
  await waitFor(() => expect(overview()).toContain('Your LiteLLM key is sent to the MCP server'));
  expect(overview()).not.toContain('not checked');
});

it('names the servers that are not checked beside one that is', async () => {
  const other = unasked(recorded('key-leak'));
  await openPanel([...recorded('service-token'), ...other], switchedOn());
  await waitFor(() => expect(overview()).toContain('How LiteLLM logs in to “delegated” is not checked'));
  expect(overview()).toContain('Call a tool there.');
});

it.each(recordedFiles().filter(({ litellm }) => litellm === '1.108.5'))(
  'says “No problem found.” of $scenario only with a response that says how LiteLLM logs in, or without MCP requests',
  async ({ text }) => {
    const { store } = await openPanel(readHar(text));
    const { checked, rows } = store.live;
    const isAllClear = overview().includes('No problem found.');
    const calls = rows.value.filter(({ inspected }) => inspected.kind === 'mcp').length;
    expect(isAllClear && calls > 0 && checked.value.unchecked.length > 0).toBe(false);
  },
);
