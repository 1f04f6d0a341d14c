/** Characters of an installer's own words that a line has room for. */
const ROOM = 300;

/** What pip or uv give as the reason of a failure, in one line: the last error of their output and what follows it. */
export function complaint(output: string): string {
  const lines = output.trimEnd().split('\n');
  const last = lines.findLastIndex((line) => /^error:/i.test(line));
  const said = lines.slice(last).join(' ').replaceAll(/\s+/g, ' ');
  return said.length > ROOM ? `${said.slice(0, ROOM)}…` : said;
}
