import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Entry } from 'har-format';
import { createInspector } from '../src/inspect.ts';
import { readHar } from '../src/report/har/read-har.ts';
import { type Recording, recordedFiles } from './golden/recordings.ts';
import { PINNED_LITELLM } from './stack/install/litellm.ts';

/**
 * A recording in which a word is another, wherever it stands: another server's alias, another gateway's port.
 * @param litellm the release that was recorded
 */
export function renamed(
  scenario: string,
  word: string,
  other: string,
  litellm: string = PINNED_LITELLM,
): readonly Entry[] {
  const file = join(import.meta.dirname, 'fixtures', litellm, `${scenario}.har`);
  return readHar(rename(readFileSync(file, 'utf8'), word, other));
}

/** In an URL inside another, what stands before a word is a letter. */
const rename = (text: string, word: string, other: string): string =>
  text.replace(new RegExp(`(?<=\\b|%2F)${word}\\b`, 'g'), other);

/** Three servers that LiteLLM can't reach, one after the other. */
export const THREE_DOWN: readonly Entry[] = ['down', 'offline', 'gone'].flatMap((alias) =>
  renamed('server-down', 'down', alias),
);

/** Every recording, and after it the same again with other servers. */
export function readDoubled(): readonly Recording[] {
  return recordedFiles().map((file) => {
    const aliases = new Set(Array.from(file.text.matchAll(/\/mcp\/(\w+)"/g), ([, alias = '']) => alias));
    const again = [...aliases].reduce((text, alias) => rename(text, alias, `${alias}_too`), file.text);
    const inspector = createInspector();
    const entries = [...readHar(file.text), ...readHar(again)];
    return { ...file, inspected: entries.flatMap((entry) => inspector.add(entry) ?? []) };
  });
}
