import { join, resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '../..');

/** What the project installs and writes for itself: environments, logs, profiles. Git-ignored, safe to delete. */
export const state = join(root, '.stack');
