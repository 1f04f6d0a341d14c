import type { Party } from '../answers/refusal.ts';
import type { Explanation } from '../explain/explain.ts';
import type { Near } from '../explain/nearest.ts';
import { HOP_NAMES } from '../words/hops.ts';
import { findingWords, oneLine } from './finding-words.ts';

const SPEAKERS: Readonly<Record<Party, string>> = {
  browser: 'The browser says that',
  edge: 'A proxy in front of the gateway says that',
  gateway: 'The gateway says that',
  server: 'The MCP server says that',
  'authorization-server': 'The authorization server says that',
  tool: 'The tool says that',
  unknown: 'A gateway or an MCP server says that',
};

/** What a message means: whose it is, on which hop, why, and what to change. */
export function explanationWords({ finding, by, as, known }: Explanation): string {
  const who = known === 'words' ? SPEAKERS[by] : 'Only the status is known, not the words. It came';
  return [
    oneLine(finding.title),
    `  ${who}, as ${as}. Hop: ${HOP_NAMES[finding.hop]}`,
    '',
    findingWords({ ...finding, evidence: [] }),
  ].join('\n');
}

/** That nobody knows it, and what is nearest. */
export function nearWords(near: readonly Near[]): string {
  const head = 'Hopscope does not know this message.';
  if (near.length === 0) return `${head} Nothing that it knows is near.\n`;
  return [
    `${head} Nearest:`,
    ...near.map(({ words, reason, source }) => `  ${reason}: “${oneLine(words)}” (${source})`),
    '',
  ].join('\n');
}
