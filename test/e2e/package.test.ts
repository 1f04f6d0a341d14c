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
  expect(manifest.permissions).toEqual(['declarativeNetRequestWithHostAccess', 'storage', 'activeTab']);
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

it('has a panel whose scripts are under 60 kB gzip', async () => {
  const page = await readFile(join(DIST, 'src/panel/panel.html'), 'utf8');
  const [, entry = ''] = /<script[^>]* src="([^"]+)"/.exec(page) ?? [];
  const scripts = await importedBy(join(DIST, entry));
  const sizes = [...scripts.values()].map((code) => gzipSync(code, { level: 9 }).length);
  const size = sizes.reduce((sum, each) => sum + each, 0);
  console.log(`panel, ${scripts.size} scripts: ${kilobytes(size)} gzip`);
  expect(size).toBeGreaterThan(10_000);
  expect(size).toBeLessThan(60_000);
});

/** A built script and all that it imports, each once. */
async function importedBy(file: string, found = new Map<string, string>()): Promise<Map<string, string>> {
  if (found.has(file)) return found;
  const code = await readFile(file, 'utf8');
  found.set(file, code);
  for (const [, path = ''] of code.matchAll(/(?:from|import)\s*\(?["'`](\.{1,2}\/[^"'`]+)["'`]/g)) {
    await importedBy(resolve(dirname(file), path), found);
  }
  return found;
}

function kilobytes(size: number): string {
  return `${(size / 1000).toFixed(1)} kB`;
}
