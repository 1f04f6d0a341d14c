const LEVEL = '(?:DEBUG|INFO|WARNING|ERROR|CRITICAL)';

/** How lines begin that people glue by pasting. They are looked for in mid-line, so each is what no message has by chance. */
const BEGINS = new RegExp(
  [
    String.raw`(?<!\d)\d\d:\d\d:\d\d - LiteLLM[\w .]{0,30}:${LEVEL}: `,
    String.raw`${LEVEL}: {1,10}[\w.:[\]]{1,60} - "[A-Z]{3,10} `,
    String.raw`${LEVEL}:(?:LiteLLM[\w .]{0,30}|http(?:x|core)2?[\w.]{0,60}|mcp\.[\w.]{1,80}|uvicorn\.[\w.]{1,20}|asyncio):`,
    String.raw`(?<!\d)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z \[`,
  ].join('|'),
  'g',
);

/** A JSON object of its own: in a string its quotes would be escaped. */
const JSON_BEGINS = /\{"message": ?"|\{"(?:debug|error)":"/g;

/**
 * The lines that a pasted line holds, where the beginning of another is in its middle.
 * @param line without prefix
 */
export function unglue(line: string): readonly string[] {
  const first = line[0];
  const begins = first === '{' || first === '[' || first === ',' ? JSON_BEGINS : BEGINS;
  begins.lastIndex = 1;
  let found = begins.exec(line);
  if (!found) return [line];
  const pieces: string[] = [];
  let from = 0;
  for (; found; found = begins.exec(line)) {
    pieces.push(line.slice(from, found.index).trimEnd());
    from = found.index;
  }
  pieces.push(line.slice(from));
  return pieces.filter((piece) => piece !== '');
}
