const TOKENS = /"(?:[^"\\]|\\.)*"?|[{}[\],:]|[^\s"{}[\],:]+/g;

/** A body nested deeper is indented no further: it must not grow beyond measure. */
const DEEPEST_INDENT = 40;

/**
 * JSON with a line for each member. It works on the text, so that numbers of any length, duplicate members and
 * truncated bodies stay what they were on the wire.
 * @returns other text unchanged
 */
export function layOut(text: string): string {
  if (!/^\s*[[{]/.test(text)) return text;
  const out: string[] = [];
  let depth = 0;
  let before = '';
  const newLine = () => `\n${'  '.repeat(Math.min(depth, DEEPEST_INDENT))}`;
  for (const token of text.match(TOKENS) ?? []) {
    const opens = before === '{' || before === '[';
    const closes = token === '}' || token === ']';
    if (closes) depth = Math.max(0, depth - 1);
    if ((opens && !closes) || (closes && !opens) || before === ',') out.push(newLine());
    if (before === ':') out.push(' ');
    out.push(token);
    if (token === '{' || token === '[') depth += 1;
    before = token;
  }
  return out.join('');
}
