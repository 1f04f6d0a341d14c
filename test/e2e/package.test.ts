import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { root } from '../stack/paths.ts';
import { DIST } from './build.ts';

it('asks for nothing at install and puts nothing into pages', async () => {
  const manifest = JSON.parse(await readFile(join(DIST, 'manifest.json'), 'utf8'));
  expect(manifest).not.toHaveProperty('host_permissions');
  expect(manifest).not.toHaveProperty('content_scripts');
  expect(manifest).not.toHaveProperty('web_accessible_resources');
  expect(manifest.permissions).toEqual([
    'declarativeNetRequestWithHostAccess',
    'storage',
    'activeTab',
    'contextMenus',
    'webRequest',
  ]);
});

it('is under 500 kB zipped', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hopscope-package-'));
  try {
    const webExt = join(root, 'node_modules/.bin/web-ext');
    await promisify(execFile)(webExt, ['build', '--source-dir', DIST, '--artifacts-dir', folder]);
    const [name = ''] = await readdir(folder);
    const { size } = await stat(join(folder, name));
    console.log(`${name}: ${kilobytes(size)}`);
    expect(size).toBeLessThan(500_000);
  } finally {
    await rm(folder, { recursive: true });
  }
});

it('has a panel script under 60 kB gzip, and loads the pipeline with its rules after it', async () => {
  const page = await readFile(join(DIST, 'src/panel/panel.html'), 'utf8');
  const [, entry = ''] = /<script[^>]* src="([^"]+)"/.exec(page) ?? [];
  const own = sizeOf(await importedBy(join(DIST, entry), AT_START));
  const all = sizeOf(await importedBy(join(DIST, entry), EVER));
  console.log(`panel: ${kilobytes(own)} gzip, with the pipeline and its rules ${kilobytes(all)}`);
  expect(own).toBeGreaterThan(10_000);
  expect(own).toBeLessThan(60_000);
  expect(all).toBeGreaterThan(own);
});

const AT_START = /(?:from|import)\s*["'`](\.{1,2}\/[^"'`]+)["'`]/g;
const EVER = /(?:from|import)\s*\(?["'`](\.{1,2}\/[^"'`]+)["'`]/g;

const sizeOf = (scripts: ReadonlyMap<string, string>): number =>
  [...scripts.values()].reduce((sum, code) => sum + gzipSync(code, { level: 9 }).length, 0);

/** A built script and all that it imports in one of these ways, each once. */
async function importedBy(
  file: string,
  imports: RegExp,
  found = new Map<string, string>(),
): Promise<ReadonlyMap<string, string>> {
  if (found.has(file)) return found;
  const code = await readFile(file, 'utf8');
  found.set(file, code);
  for (const [, path = ''] of code.matchAll(imports))
    await importedBy(resolve(dirname(file), path), imports, found);
  return found;
}

function kilobytes(size: number): string {
  return `${(size / 1000).toFixed(1)} kB`;
}
