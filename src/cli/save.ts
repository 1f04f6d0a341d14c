import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Inspector } from '../inspect.ts';
import { bundleText, exportText } from '../report/export-text.ts';
import type { Report } from '../report/report.ts';

/** Where a command saves what it was asked to. */
interface Saving {
  /** What was read, if anything. */
  readonly files?: readonly string[];
  readonly export: string | undefined;
  readonly bundle: string | undefined;
}

/** Why nothing was saved. The message is one line for people. */
export class Unsaved extends Error {}

/**
 * Looks at the paths before anything is read.
 * @throws Unsaved when one would take the place of the recording or of the other
 */
export function refuseOverwriting({ files = [], export: har, bundle }: Saving): void {
  for (const path of [har, bundle]) {
    if (path !== undefined && files.some((file) => isSame(path, file)))
      throw new Unsaved(`${path}: not saved: it is the recording itself; name another file`);
  }
  if (har !== undefined && bundle !== undefined && isSame(har, bundle))
    throw new Unsaved(`${har}: not saved: it can’t be both; name two files`);
}

/**
 * Saves what was asked for: all of it is made before the first file is written.
 * @throws Unsaved
 */
export function save({ export: har, bundle }: Saving, report: Report, inspector: Inspector): void {
  if (har === undefined && bundle === undefined) return;
  const about = { at: Date.now(), version: version() };
  const files = [
    ...(har === undefined ? [] : [[har, () => exportText(report, inspector, about)] as const]),
    ...(bundle === undefined ? [] : [[bundle, () => bundleText(report, inspector, about)] as const]),
  ];
  const made = files.map(([path, make]) => [path, saying(path, make)] as const);
  const saved: string[] = [];
  for (const [path, text] of made) {
    saying(path, () => writeFileSync(path, text), saved);
    saved.push(path);
  }
}

/** The extension's own version. */
function version(): string {
  const manifest = readFileSync(new URL('../../manifest.json', import.meta.url), 'utf8');
  return String((JSON.parse(manifest) as { readonly version: unknown }).version);
}

/** @param saved what is there already when it fails */
function saying<T>(path: string, act: () => T, saved: readonly string[] = []): T {
  try {
    return act();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
    const why = code ?? (error instanceof Error ? error.message : 'unknown');
    throw new Unsaved([`${path}: not saved: ${why}`, ...saved.map((each) => `${each} is saved`)].join('; '));
  }
}

/** Whether two paths are one file, by links too. */
function isSame(one: string, other: string): boolean {
  if (resolve(one) === resolve(other)) return true;
  const [here, there] = [one, other].map((path) => statSync(path, { throwIfNoEntry: false }));
  return here !== undefined && there !== undefined && here.ino === there.ino && here.dev === there.dev;
}
