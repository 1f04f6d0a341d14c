import { quote } from 'shlex';
import { splitHidden } from '../exchange/reveal.ts';
import type { Part } from './placeholders.ts';

/** Text that means itself between double quotes, in every shell and at every prompt (`!` does not). */
const PLAIN = /^[\w :.,/=+@%;()[\]{}?&#~^*<>|-]*$/;

/**
 * One word for a POSIX shell, whatever is in it: an argument is exactly the text, with the variables expanded. What can't be seen
 * is written by `printf`, because a terminal acts on control characters as they are pasted, before the shell reads a
 * quote. What no argument can hold is left out (NUL) or replaced (unpaired surrogates).
 * (POSIX.1-2024, Shell Command Language, section 2.2)
 */
export function shellWord(parts: Part | readonly Part[]): string {
  const pieces = ([parts].flat() as readonly Part[]).reduce<readonly Part[]>(joined, []);
  const texts = pieces.filter((piece) => typeof piece === 'string');
  if (texts.length < pieces.length && texts.every((text) => PLAIN.test(text))) {
    const inside = pieces.map((piece, index) => {
      if (typeof piece === 'string') return piece;
      const next = pieces[index + 1];
      const runsOn = typeof next === 'string' && /^[\w[:]/.test(next);
      return runsOn ? `\${${piece.variable}}` : `$${piece.variable}`;
    });
    return `"${inside.join('')}"`;
  }
  const words = pieces.map((piece) => (typeof piece === 'string' ? textWord(piece) : `"$${piece.variable}"`));
  return words.join('') || "''";
}

/** Neighbouring texts are quoted as one. */
const joined = (before: readonly Part[], part: Part): readonly Part[] => {
  const last = before.at(-1);
  return typeof last === 'string' && typeof part === 'string'
    ? [...before.slice(0, -1), last + part]
    : [...before, part];
};

function textWord(text: string): string {
  const possible = text.replaceAll('\0', '').toWellFormed();
  return (
    splitHidden(possible)
      // A tab asks an interactive shell for completions.
      .flatMap((each) => (each.hidden ? each : splitTabs(each.text)))
      .map((each) => (each.hidden ? `"$(printf '${octal(each.text)}')"` : quoted(each.text)))
      .join('')
  );
}

/** zsh takes a word that begins with `=` for a command to look up. */
const quoted = (text: string): string => (text.startsWith('=') ? `'='${quote(text.slice(1))}` : quote(text));

const splitTabs = (text: string) =>
  text
    .split(/(\t+)/)
    .filter((piece) => piece !== '')
    .map((piece) => ({ text: piece, hidden: piece.startsWith('\t') }));

const octal = (text: string): string =>
  [...new TextEncoder().encode(text)].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('');

/** A command over several lines: what is called, then an option a line. */
export function shellCommand(words: string, options: readonly string[]): string {
  return [words, ...options].join(' \\\n  ');
}
