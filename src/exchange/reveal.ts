/** A stretch of wire text as it may be shown: as it stands, or spelled out because the eye would miss it. */
export type Piece = string | { readonly escape: string };

// Control, bidi, zero-width, tag and unpaired characters, and whatever else draws nothing (Unicode's
// Default_Ignorable_Code_Point). Kept as they are: tab and line feed, and the joiners inside an emoji.
const HIDDEN = new RegExp(
  [
    '(?:(?![\\t\\n\\ufe0f\\u200d])[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}\\p{Default_Ignorable_Code_Point}])',
    '(?:(?<![\\p{Extended_Pictographic}0-9#*])\\ufe0f)',
    '(?:(?<![\\p{Extended_Pictographic}\\p{Emoji_Modifier}\\ufe0f])\\u200d|\\u200d(?!\\p{Extended_Pictographic}))',
  ].join('|'),
  'gu',
);

/** A stretch of a text in which everything can be seen, or nothing. */
export interface Stretch {
  readonly text: string;
  readonly hidden: boolean;
}

/** Every stretch of a text in order, neighbours of different kinds. Joined they are the text. */
export function splitHidden(text: string): readonly Stretch[] {
  const stretches: Stretch[] = [];
  let end = 0;
  for (const found of text.matchAll(HIDDEN)) {
    if (found.index > end) stretches.push({ text: text.slice(end, found.index), hidden: false });
    const last = stretches.at(-1);
    if (last?.hidden) stretches[stretches.length - 1] = { text: last.text + found[0], hidden: true };
    else stretches.push({ text: found[0], hidden: true });
    end = found.index + found[0].length;
  }
  if (end < text.length) stretches.push({ text: text.slice(end), hidden: false });
  return stretches;
}

/**
 * Splits untrusted text so that nothing in it stays invisible or reorders what stands around it
 * (Unicode Technical Report 36 section 2 and "Trojan Source", CVE-2021-42574).
 * @returns the pieces in order; one plain piece for ordinary text
 */
export function reveal(text: string): readonly Piece[] {
  const lines = text.includes('\r\n') ? text.replaceAll('\r\n', '\n') : text;
  return splitHidden(lines).map((each) => (each.hidden ? { escape: spell(each.text) } : each.text));
}

/** The same as one string, for places that take no markup: attributes, messages to a screen reader. */
export function revealed(text: string): string {
  return reveal(text)
    .map((piece) => (typeof piece === 'string' ? piece : piece.escape))
    .join('');
}

/** A hidden stretch as a string literal of JSON or JavaScript writes it. */
export function escapeUnits(hidden: string): string {
  return Array.from(
    { length: hidden.length },
    (_, at) => `\\u${hidden.charCodeAt(at).toString(16).padStart(4, '0')}`,
  ).join('');
}

const spell = (hidden: string): string =>
  Array.from(hidden)
    .map((character) => `⟨U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`)
    .join('');
