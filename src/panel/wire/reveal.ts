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

/**
 * Splits untrusted text so that nothing in it stays invisible or reorders what stands around it
 * (Unicode Technical Report 36 section 2 and "Trojan Source", CVE-2021-42574).
 * @returns the pieces in order; one plain piece for ordinary text
 */
export function reveal(text: string): readonly Piece[] {
  const lines = text.includes('\r\n') ? text.replaceAll('\r\n', '\n') : text;
  const pieces: Piece[] = [];
  let end = 0;
  for (const found of lines.matchAll(HIDDEN)) {
    const last = pieces.at(-1);
    if (found.index > end) pieces.push(lines.slice(end, found.index));
    if (found.index === end && typeof last === 'object') {
      pieces[pieces.length - 1] = { escape: last.escape + spell(found[0]) };
    } else {
      pieces.push({ escape: spell(found[0]) });
    }
    end = found.index + found[0].length;
  }
  if (end < lines.length) pieces.push(lines.slice(end));
  return pieces;
}

/** The same as one string, for places that take no markup: attributes, messages to a screen reader. */
export function revealed(text: string): string {
  return reveal(text)
    .map((piece) => (typeof piece === 'string' ? piece : piece.escape))
    .join('');
}

function spell(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
}
