import type { Entry } from 'har-format';
import { readHar } from '../src/report/har/read-har.ts';
import { type Recording, recordedFiles, recordedText } from './golden/recordings.ts';
import { inspectAll } from './har-entry.ts';

/**
 * A recording in which a word is another, wherever it stands: another server's alias, another gateway's port.
 * @param litellm the release that was recorded
 */
export const renamed = (scenario: string, word: string, other: string, litellm?: string): readonly Entry[] =>
  readHar(rename(recordedText(scenario, litellm), word, other));

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
    return { ...file, inspected: inspectAll([...readHar(file.text), ...readHar(again)]) };
  });
}
