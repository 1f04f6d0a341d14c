/** Shorter runs are words. */
const SHORTEST = 12;

const inRun = charactersOf('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.~+-');

/** A sentence may begin before a token and end behind it. */
const atEdge = charactersOf('.~+-');

/**
 * Replaces the runs of 12 and more characters that tokens are made of, without the punctuation at their ends. Linear: a
 * run of 12 stands on every twelfth place of the text, so only those are looked at, and then the run's own characters.
 * @param replacementOf gets each run; undefined leaves it as it is
 */
export function replaceTokenLikeRuns(
  text: string,
  replacementOf: (run: string) => string | undefined,
): string {
  let out = '';
  let copied = 0;
  for (let at = SHORTEST - 1; at < text.length; at += SHORTEST) {
    if (!inRun(text, at)) continue;
    let start = at;
    while (start > copied && inRun(text, start - 1)) start -= 1;
    let end = at + 1;
    while (inRun(text, end)) end += 1;
    at = end;
    if (end - start < SHORTEST) continue;
    while (start < end && atEdge(text, start)) start += 1;
    let last = end;
    while (last > start && atEdge(text, last - 1)) last -= 1;
    const replacement = replacementOf(text.slice(start, last));
    if (replacement === undefined) continue;
    out += text.slice(copied, start) + replacement;
    copied = last;
  }
  return copied === 0 ? text : out + text.slice(copied);
}

/** Whether one of these ASCII characters stands at a place in a text. A table, because it is asked of every character. */
function charactersOf(characters: string): (text: string, at: number) => boolean {
  const isOne = new Uint8Array(128);
  for (const character of characters) isOne[character.charCodeAt(0)] = 1;
  return (text, at) => isOne[text.charCodeAt(at)] === 1;
}
