// One word or one punctuation mark, and whether blanks stand before it.
const PARTS = /(\s*)([{}[\]:,]|[^\s{}[\]:,]+)/g;

/**
 * Where a quote stands in a text, whatever blanks either of them has around punctuation: evidence is one line, the
 * body it comes from may be laid out over many.
 * @returns offsets, or undefined when it does not stand there word for word
 */
export function findQuote(text: string, quote: string): readonly [number, number] | undefined {
  const words = quote.replace(/… \(\d+ characters\)$/, '').trim();
  if (!words) return undefined;
  let pattern = '';
  let before = '';
  for (const [, blank, part = ''] of words.matchAll(PARTS)) {
    const loose = blank || /[{}[\]:,]/.test(before + part);
    if (before && loose) pattern += '\\s*';
    pattern += part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
    before = part;
  }
  const found = new RegExp(pattern).exec(text);
  return found ? [found.index, found.index + found[0].length] : undefined;
}
