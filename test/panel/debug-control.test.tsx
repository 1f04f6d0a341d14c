// @vitest-environment happy-dom
import { fireEvent, screen, waitFor } from '@testing-library/preact';
import { beforeAll, describe, expect, it } from 'vitest';
import { entry, GATEWAY } from '../har-entry.ts';
import { pretendLayout } from './layout.ts';
import { accessibilityFaults, createFakeBrowser, OFF, openPanel, PAGE } from './panel.tsx';

beforeAll(pretendLayout);

const toggle = () => screen.getByRole('switch');
const openForm = async () => {
  fireEvent.click(toggle());
  return screen.findByRole('form', { name: 'Switch on debug mode in this tab' });
};
const says = (problem: string) =>
  waitFor(() => expect(document.querySelector('.gateway-form .problem')?.textContent).toContain(problem));
const submit = () => fireEvent.click(screen.getByRole('button', { name: 'Allow and switch on' }));

it('says why, names the page, and offers the gateway it saw', async () => {
  await openPanel([entry(), entry()]);
  const form = await openForm();
  expect(form.textContent).toContain(PAGE);
  const gateway = screen.getByRole('checkbox', { name: new RegExp(GATEWAY) });
  expect(gateway).toHaveProperty('checked', true);
  expect(form.textContent).toContain('2 MCP requests seen');
  await waitFor(() => expect(document.activeElement).toBe(gateway));
  expect(await accessibilityFaults()).toEqual([]);
});

it('switches on for the gateway, and off again', async () => {
  const { browser } = await openPanel([entry()]);
  await openForm();
  submit();
  await screen.findByRole('switch', { name: 'Debug mode on for 1 gateway', checked: true });
  expect(browser.asked).toEqual([[GATEWAY, PAGE]]);
  expect(screen.queryByRole('form')).toBeNull();
  fireEvent.click(toggle());
  await screen.findByRole('switch', { name: 'Debug mode off', checked: false });
});

it('takes one that is typed', async () => {
  const { browser } = await openPanel();
  await openForm();
  fireEvent.input(screen.getByRole('textbox'), { target: { value: 'litellm.example.com/mcp' } });
  submit();
  await screen.findByRole('switch', { name: 'Debug mode on for 1 gateway' });
  expect(browser.asked).toEqual([['https://litellm.example.com', PAGE]]);
});

describe('does not ask when', () => {
  it.each([
    ['nothing was chosen', '', 'Type the address'],
    ['what was typed is no address', 'my proxy', 'not a web address'],
  ])('%s', async (_name, typed, message) => {
    const { browser } = await openPanel();
    await openForm();
    fireEvent.input(screen.getByRole('textbox'), { target: { value: typed } });
    submit();
    await says(message);
    expect(screen.getByRole('textbox').getAttribute('aria-invalid')).toBe('true');
    expect(browser.asked).toEqual([]);
    expect(screen.getByRole('textbox')).toHaveProperty('value', typed);
  });
});

it('says that permission was refused, and stays as it was', async () => {
  const browser = createFakeBrowser();
  browser.allow = false;
  await openPanel([entry()], browser);
  await openForm();
  submit();
  await says('Permission was not given');
  expect(toggle().getAttribute('aria-checked')).toBe('false');
  expect(await accessibilityFaults()).toEqual([]);
});

it('closes with Esc and gives the focus back to the switch', async () => {
  await openPanel([entry()]);
  fireEvent.keyDown(await openForm(), { key: 'Escape' });
  await waitFor(() => expect(screen.queryByRole('form')).toBeNull());
  expect(document.activeElement).toBe(toggle());
});

it('offers gateways that were used before, unticked', async () => {
  const browser = createFakeBrowser();
  browser.debug = { ...OFF, known: ['https://other.example'] };
  await openPanel([entry()], browser);
  await openForm();
  expect(screen.getByRole('checkbox', { name: /other\.example used before/ })).toHaveProperty(
    'checked',
    false,
  );
});

it('can be opened from an exchange, for its origin', async () => {
  const { store } = await openPanel([entry(), entry({ url: 'http://second.test/mcp' })]);
  store.view.select(1);
  await screen.findByRole('tabpanel');
  fireEvent.click(await screen.findByRole('button', { name: 'Switch on debug mode' }));
  await screen.findByRole('form');
  expect(screen.getByRole('checkbox', { name: /second\.test/ })).toHaveProperty('checked', true);
  expect(screen.getByRole('checkbox', { name: new RegExp(GATEWAY) })).toHaveProperty('checked', false);
});
