// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { LITELLM_NAMES } from '../../src/litellm/header-names.ts';
import type { Options } from '../../src/messages.ts';
import { OptionsPage } from '../../src/options/OptionsPage.tsx';
import { createOptions } from '../../src/options/store.ts';
import type { OptionsPort } from '../../src/ports/options.ts';
import { accessibilityFaults } from '../panel/panel.tsx';

const GATEWAY = 'https://litellm.example.com';
const FRESH: Options = { paused: false, defaultOn: [], headerNames: LITELLM_NAMES, sites: [] };
const site = (origin: string, of: { readonly isGateway: boolean; readonly permitted: boolean }) => ({
  pattern: `${origin}:443/*`,
  origin,
  removable: true,
  ...of,
});
const USED: Options = {
  ...FRESH,
  sites: [
    site(GATEWAY, { isGateway: true, permitted: true }),
    site('https://gone.example', { isGateway: true, permitted: false }),
    site('https://agent.example', { isGateway: false, permitted: true }),
    { pattern: 'https://*.example.org/*', isGateway: false, permitted: true, removable: true },
    { pattern: 'http://localhost/*', isGateway: false, permitted: true, removable: false },
  ],
};

/** The background as the options page sees it, played by a test. */
async function open(options: Options) {
  const asked: unknown[][] = [];
  let hear: (() => void) | undefined;
  const background = { options, asked, refuse: undefined as string | undefined, change: () => hear?.() };
  const port: OptionsPort = {
    ask(...request) {
      if (request[0] === 'options.read') return Promise.resolve(background.options);
      asked.push(request);
      return background.refuse === undefined
        ? Promise.resolve(background.options)
        : Promise.reject(new Error(background.refuse));
    },
    onChange(listener) {
      hear = listener;
      return () => {
        hear = undefined;
      };
    },
  };
  const store = createOptions(port);
  store.start();
  render(<OptionsPage store={store} />);
  await screen.findByRole('heading', { name: 'Gateways' });
  return background;
}

const button = (name: RegExp | string) => screen.getByRole('button', { name });
const text = () => document.body.textContent ?? '';

// Whatever a test leaves on the screen must be usable by everybody.
afterEach(async () => {
  expect(await accessibilityFaults()).toEqual([]);
  cleanup();
});

describe('the options page', () => {
  it('says how to begin when nothing is allowed', async () => {
    await open(FRESH);
    expect(text()).toContain('Switch on debug mode in the Hopscope panel');
  });

  it('pauses and resumes, and says which it is', async () => {
    const background = await open(FRESH);
    background.options = { ...FRESH, paused: true };
    fireEvent.click(button('Pause in every tab'));
    await screen.findByText('Hopscope is paused: debug mode is off in every tab.');
    expect(screen.getByRole('status').textContent).toBe('Paused. Debug mode is off in every tab.');
    fireEvent.click(button('Resume'));
    await waitFor(() =>
      expect(background.asked).toEqual([
        ['options.pause', { paused: true }],
        ['options.pause', { paused: false }],
      ]),
    );
  });

  it('lists gateways and pages, and says which permission is missing', async () => {
    await open(USED);
    const [gateways, pages] = screen.getAllByRole('list');
    expect(gateways?.textContent).toContain(GATEWAY);
    expect(gateways?.textContent).toMatch(/gone\.example.*no permission, so debug mode is not applied/);
    expect(pages?.textContent).toMatch(/agent\.example.*\*\.example\.org.*came with the installation/);
  });

  it('removes by the pattern of the permission', async () => {
    const background = await open(USED);
    fireEvent.click(button(`Remove ${GATEWAY}`));
    fireEvent.click(button('Remove https://*.example.org/*'));
    expect(background.asked).toEqual([
      ['options.remove', { pattern: `${GATEWAY}:443/*` }],
      ['options.remove', { pattern: 'https://*.example.org/*' }],
    ]);
    expect(screen.queryByRole('button', { name: /Remove http:\/\/localhost/ })).toBeNull();
    await screen.findByText('Removed https://*.example.org/*.');
  });

  it('makes a gateway on by default', async () => {
    const background = await open(USED);
    fireEvent.click(screen.getByRole('checkbox', { name: `On by default for ${GATEWAY}` }));
    expect(background.asked).toEqual([['options.default-on', { origin: GATEWAY, on: true }]]);
    await screen.findByText(`${GATEWAY} is on by default now.`);
  });

  it('says why something could not be done, and shows how it is', async () => {
    const background = await open(USED);
    background.refuse = 'Hopscope could not store it.';
    const box = screen.getByRole('checkbox', { name: `On by default for ${GATEWAY}` });
    fireEvent.click(box);
    await screen.findByText('Hopscope could not store it.');
    expect(box).toHaveProperty('checked', false);
  });

  it('takes header names in any case, and none that can be no name', async () => {
    const background = await open(FRESH);
    const field = screen.getByRole('textbox', { name: 'Request header that asks for debug headers' });
    fireEvent.input(field, { target: { value: 'X-Fork Debug' } });
    fireEvent.click(button('Save'));
    await screen.findByText(/has letters, digits and hyphens/);
    expect(field.getAttribute('aria-invalid')).toBe('true');
    fireEvent.input(field, { target: { value: ' X-Fork-Debug ' } });
    fireEvent.click(button('Save'));
    expect(background.asked).toEqual([
      ['options.header-names', { ...LITELLM_NAMES, debugRequest: 'x-fork-debug' }],
    ]);
    await screen.findByText('Saved the header names.');
  });

  it('goes back to LiteLLM’s names from what was typed, also where they are in use', async () => {
    const background = await open(FRESH);
    const field = screen.getByRole('textbox', { name: 'Request header with the gateway’s key' });
    fireEvent.input(field, { target: { value: 'X-Fork Key' } });
    fireEvent.click(button('Save'));
    await screen.findByText(/has letters, digits and hyphens/);
    fireEvent.click(button('Use LiteLLM’s names'));
    await screen.findByText('Saved the header names.');
    expect(background.asked).toEqual([['options.header-names', LITELLM_NAMES]]);
    expect(field).toHaveProperty('value', LITELLM_NAMES.key);
    expect(screen.queryByText(/has letters, digits and hyphens/)).toBeNull();
  });

  it('shows what changed elsewhere', async () => {
    const background = await open(FRESH);
    background.options = { ...USED, paused: true };
    background.change();
    await screen.findByText('Hopscope is paused: debug mode is off in every tab.');
    expect(text()).toContain(GATEWAY);
  });
});
