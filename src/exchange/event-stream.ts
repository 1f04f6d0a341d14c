/**
 * Changes each event of a `text/event-stream` body (WHATWG HTML section 9.2.6); the blank lines between them stay. The last one may be cut
 * off, and has no blank line behind it then.
 */
export function mapEvents(text: string, change: (event: string) => string): string {
  return text
    .split(/((?:\r?\n){2,})/)
    .map((piece, index) => (index % 2 === 1 ? piece : change(piece)))
    .join('');
}
