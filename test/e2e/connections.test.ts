import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'puppeteer-core';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import manifest from '../../manifest.json' with { type: 'json' };
import { root } from '../stack/paths.ts';
import { type CheckServer, startCheckServer } from './check-server.ts';
import { closeAfterAll } from './closing.ts';
import { driver, inEach } from './driver.ts';

/*
 * Who of the extension may connect: its background, and no page. Pages and background share the manifest's policy, so each page has a
 * stricter one of its own.
 */
const closing = closeAfterAll();
let browser: Browser;
let gateway: CheckServer;

/** The extension as people install it. */
const dist = join(root, inEach({ chromium: 'dist', firefox: 'dist-firefox' }));

const attempt = (init = '') =>
  `fetch('${gateway.origin}/echo'${init}).then((response) => response.text(), () => 'refused')`;

beforeAll(async () => {
  gateway = closing(await startCheckServer());
  browser = closing(await driver.launch({ build: 'loopback' }));
});

beforeEach(() => gateway.forget());

it('the options page may not', async () => {
  const options = await driver.openOptions(browser);
  expect(await options.evaluate(attempt())).toBe('refused');
  expect(gateway.received).toEqual([]);
  await options.close();
});

it('the background may, and without a rule it is with the extension’s origin', async () => {
  const text = await driver.inBackground(browser, attempt(`, { method: 'POST', body: '{}' }`));
  expect(JSON.parse(String(text)).headers.origin).toMatch(/^(?:chrome|moz)-extension:/);
});

it('no page may connect: each has the policy of the manifest but for that', async () => {
  const files = (await readdir(dist, { recursive: true })).filter((file) => file.endsWith('.html'));
  expect(new Set(files.map((file) => file.split('/').at(-1)))).toEqual(
    new Set(
      inEach({
        chromium: ['devtools.html', 'options.html', 'panel.html'],
        firefox: ['consent.html', 'devtools.html', 'options.html', 'panel.html'],
      }),
    ),
  );
  const built = JSON.parse(await readFile(join(dist, 'manifest.json'), 'utf8')) as typeof manifest;
  const everywhere = built.content_security_policy.extension_pages;
  expect(everywhere).toBe(manifest.content_security_policy.extension_pages);
  const policy = everywhere.replace(/connect-src [^;]*/, `connect-src 'none'`);
  expect(policy).not.toBe(everywhere);
  for (const file of files) {
    const text = await readFile(join(dist, file), 'utf8');
    const [head = '', more] = text.split(/<(?:script|link)\b/);
    expect(more, file).toBeDefined();
    expect(/http-equiv="Content-Security-Policy"\s+content="([^"]*)"/.exec(head)?.[1], file).toBe(policy);
  }
});

it('a page’s worker, which has the policy of the manifest, has no code that connects', async () => {
  const assets = await readdir(join(dist, 'assets'));
  const workers = assets.filter((file) => /worker/i.test(file));
  expect(workers).toHaveLength(1);
  for (const file of workers) {
    const code = await readFile(join(dist, 'assets', file), 'utf8');
    expect(code.length).toBeGreaterThan(1_000);
    expect(code).not.toMatch(
      /\b(?:fetch|XMLHttpRequest|WebSocket|WebTransport|EventSource|sendBeacon|importScripts|import)\b/,
    );
  }
});
