import { type Part, placeholdersOf } from '../../diagnosis/placeholders.ts';
import type { Exchange } from '../../exchange/exchange.ts';
import { readJson } from '../../exchange/json.ts';
import { escapeUnits, revealed, splitHidden } from '../../exchange/reveal.ts';

/** JSON that means the same, with nothing hidden in it: what can't be seen stands in strings only, and is escaped there. */
export function jsonShown(text: string): string {
  return splitHidden(text.replace(/\r\n?/g, '\n'))
    .map((each) => (each.hidden ? escapeUnits(each.text) : each.text))
    .join('');
}

/** Text of an exchange for a clipboard: nothing hidden in it, and `$NAME` in the place of a credential. */
export function textShown(exchange: Exchange, text: string): string {
  const safe = readJson(text) === undefined ? revealed(text) : jsonShown(text);
  return placeholdersOf(exchange)(safe).map(plain).join('');
}

const plain = (part: Part): string => (typeof part === 'string' ? part : `$${part.variable}`);
