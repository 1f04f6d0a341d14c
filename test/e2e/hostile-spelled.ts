import { INVISIBLE } from './hostile-texts.ts';

/** A text as it has to look: what nobody would see, by its number. */
export function spelled(text: string): string {
  const hidden = new Set(INVISIBLE.join('').replaceAll(/[ -~]/g, ''));
  // The joiner of an emoji is no more hidden than the emoji.
  if (text.includes('👩')) return text;
  const number = (each: string) => each.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0');
  return Array.from(text, (each) => (hidden.has(each) ? `⟨U+${number(each)}⟩` : each)).join('');
}
