import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../paths.ts';

/** Node names files by where they really are. */
const MODULES = realpathSync(join(root, 'node_modules'));

/** Says what `neutral` does, for whoever reads its result. */
export const NEUTRAL =
  'Paths of the machine it was recorded on are those of a container: Python’s libraries in /usr/local/lib, the rest in /app.';

/** A text without the paths of this machine, as LiteLLM’s tracebacks have them. */
export const neutral = (text: string): string =>
  text
    .replaceAll(/(?<![\w./:-])\/[\w./-]{1,200}\/lib\/(python3\.\d\d?)\//g, '/usr/local/lib/$1/')
    .replaceAll(MODULES, '/app/node_modules')
    .replaceAll(root, '/app');
