import { beforeEach, describe, expect, it, vi } from 'vitest';
import { dispatcher, type Handlers } from '../../src/background/requests.ts';
import type { TabDebug } from '../../src/messages.ts';

const SELF = 'chrome-extension://abc/';
const panel = { url: `${SELF}src/panel/panel.html` };
const state: TabDebug = { tabId: 7, gateways: [], known: [] };

const handlers = {
  'debug.read': vi.fn(),
  'debug.set': vi.fn(),
  'debug.workers': vi.fn(),
  'options.read': vi.fn(),
  'options.pause': vi.fn(),
  'options.default-on': vi.fn(),
  'options.header-names': vi.fn(),
  'options.remove': vi.fn(),
  'observed.read': vi.fn(),
  'tags.key': vi.fn(),
  'permission.ask': vi.fn(),
  'check.continues': vi.fn(),
  'check.send': vi.fn(),
} satisfies Handlers;
const answer = dispatcher(handlers, SELF);

beforeEach(() => {
  for (const handler of Object.values(handlers)) handler.mockReset().mockResolvedValue(state);
});

function expectNothingDone(): void {
  for (const handler of Object.values(handlers)) expect(handler).not.toHaveBeenCalled();
}

describe('the dispatcher', () => {
  it('hands a request to its handler and answers what that gives', async () => {
    const input = { tabId: 7, origins: ['http://[::1]:4000'] };
    await expect(answer({ ask: 'debug.set', input }, panel)).resolves.toBe(state);
    expect(handlers['debug.set']).toHaveBeenCalledWith(input);
    await expect(answer({ ask: 'debug.read', input: { tabId: 7 } }, panel)).resolves.toBe(state);
    expect(handlers['debug.read']).toHaveBeenCalledWith({ tabId: 7 });
  });

  it('passes on what the handler rejects', async () => {
    handlers['debug.read'].mockRejectedValue(new Error('No tab with id: 7.'));
    await expect(answer({ ask: 'debug.read', input: { tabId: 7 } }, panel)).rejects.toThrow(
      'No tab with id: 7.',
    );
  });

  it.each([
    ['a page', { url: 'http://127.0.0.1:4000/' }],
    ['another extension', { url: 'chrome-extension://abcd/panel.html' }],
    ['nobody', {}],
  ])('refuses %s', async (_who, sender) => {
    const message = { ask: 'debug.read', input: { tabId: 7 } };
    await expect(answer(message, sender)).rejects.toThrow('its own pages only');
    expectNothingDone();
  });

  it.each([
    ['no object', 'debug.read', /Expected Object/],
    ['an unknown request', { ask: 'debug.erase', input: { tabId: 7 } }, /debug\.erase/],
    ['a name every object has', { ask: 'constructor', input: {} }, /constructor/],
    ['more than a request', { ask: 'debug.read', input: { tabId: 7 }, extra: 1 }, /extra/],
    ['no tab', { ask: 'debug.read', input: {} }, /tabId/],
    ['the tab of workers', { ask: 'debug.read', input: { tabId: -1 } }, /-1/],
    ['half a tab', { ask: 'debug.read', input: { tabId: 1.5 } }, /1\.5/],
    ['an address for an origin', set(['http://127.0.0.1:4000/mcp']), /Not the origin of a web site/],
    ['a wildcard', set(['http://*']), /Not the origin of a web site/],
    ['a page of the browser', set(['chrome://version']), /Not the origin of a web site/],
    ['one bad origin among good ones', set(['http://127.0.0.1:4000', 7]), /Expected string/],
    ['a header of two lines', names('x-debug: 1\r\nx-more'), /Not the name of a header/],
    ['a header in upper case', names('X-Debug'), /Not the name of a header/],
  ])('refuses %s', async (_what, message, problem) => {
    await expect(answer(message, panel)).rejects.toThrow(problem);
    expectNothingDone();
  });
});

describe('a request of a check', () => {
  const id = '7b0c1d52-54a8-4a87-9a4e-2f0b5b0b1a11';
  const good = {
    method: 'POST',
    url: 'https://gateway.example/mcp?key=sk-secret',
    headers: [{ name: 'authorization', value: 'Bearer sk-secret' }],
    patience: 30_000,
  };
  const send = (request: object, at = id) => answer({ ask: 'check.send', input: { id: at, request } }, panel);

  it('is handed over, with a body and without', async () => {
    for (const request of [good, { ...good, body: '{}' }]) {
      await send(request);
      expect(handlers['check.send']).toHaveBeenLastCalledWith({ id, request });
    }
  });

  it.each([
    ['another method', { ...good, method: 'sk-secret' }],
    ['no web address', { ...good, url: 'file:///sk-secret' }],
    ['no address', { ...good, url: '/sk-secret' }],
    ['a wildcard', { ...good, url: 'http://*/sk-secret' }],
    ['a header without a value', { ...good, headers: [{ name: 'sk-secret' }] }],
    ['a header that is more', { ...good, headers: [{ name: 'a', value: 'b', more: 'sk-secret' }] }],
    ['headers in another form', { ...good, headers: 'sk-secret' }],
    ['a body that is no text', { ...good, body: ['sk-secret'] }],
    ['no end', { ...good, patience: Number.POSITIVE_INFINITY }],
    ['another end', { ...good, patience: 'sk-secret' }],
    ['more than a request', { ...good, more: 'sk-secret' }],
  ])('is refused with %s, in words that hold nothing of it', async (_what, request) => {
    const refused = await send(request).then(
      () => 'sent',
      (error: unknown) => `refused: ${String(error)}`,
    );
    expect(refused).toMatch(/^refused: /);
    expect(refused).not.toContain('sk-secret');
    expectNothingDone();
  });

  it('is refused from anybody but a page of the extension', async () => {
    const message = { ask: 'check.send', input: { id, request: good } };
    for (const sender of [{ url: 'https://gateway.example/' }, { url: 'chrome-extension://abcd/a.html' }, {}])
      await expect(answer(message, sender)).rejects.toThrow('its own pages only');
    expectNothingDone();
  });
});

function set(origins: unknown[]): unknown {
  return { ask: 'debug.set', input: { tabId: 7, origins } };
}

function names(debugRequest: string): unknown {
  return { ask: 'options.header-names', input: { debugRequest, debugPrefix: 'x-debug-', key: 'x-key' } };
}
