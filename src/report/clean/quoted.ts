import { type Quote, quotesIn } from '../../answers/own-words.ts';
import type { Carrier } from '../../answers/refusal.ts';
import type { Cleaning } from './cleaning.ts';
import { isName } from './names.ts';
import { LEFT_OUT, prose } from './prose.ts';

/**
 * Of a text that may say anything only what the phrasebook knows; a gap shows where there is more.
 * @param which of several quotes; all when left out
 * @returns undefined where it knows nothing of it
 */
export function quoted(
  text: string,
  {
    carrier,
    code,
    which = () => true,
  }: { readonly carrier: Carrier; readonly code?: string; readonly which?: (quote: Quote) => boolean },
  what: string,
  cleaning: Cleaning,
): string | undefined {
  const quotes = quotesIn(text, carrier, code).filter(which);
  if (quotes.length === 0) return undefined;
  let out = '';
  let at = 0;
  for (const quote of quotes) {
    const { from, to } = quote;
    learnNames(text, quote, cleaning);
    out += gap(text.slice(at, from), what, cleaning) + text.slice(from, to);
    at = to;
  }
  return prose((out + gap(text.slice(at), what, cleaning)).trim(), cleaning);
}

/** A sentence about what went wrong, with the names of things in it that the phrasebook finds. */
export function said(text: string, cleaning: Cleaning): string {
  for (const quote of quotesIn(text, 'http')) learnNames(text, quote, cleaning);
  return prose(text, cleaning);
}

/** Members of an object that LiteLLM writes as text, and signs: no one's words. */
const FRAME = /\b(?:error|message|detail|details|code|status)\b|[\s{}[\]()'",.:]/g;

/** On a line of its own, so that no sentence begins or ends in it. */
function gap(text: string, what: string, cleaning: Cleaning): string {
  if (text.replace(FRAME, '') === '' || text.trim() === LEFT_OUT) return text;
  cleaning.removed(what, text.length);
  return `\n${LEFT_OUT}\n`;
}

/** What a gateway's sentence is about, by what it calls it: `Tool echo_v2 is`, `server 'github2'`, `in 'github2,notes'`. */
const NAMED = /\b(?:tool|server|toolset|guardrail|header|claim)(?: in|:)? ['"]?([\w.,-]{1,400})/gi;

/** Whose limit it is: a server, a tool or a model may be named. */
const OF_THINGS = /server|tool|model/i;

/** The names of things in a quote may stay in it; whoever a client, a team, an agent or a limit is of may be a person. */
function learnNames(
  text: string,
  {
    from,
    to,
    by,
    names: { whose, value, client: _client, agent: _agent, entity, what, guardrail, ...names },
  }: Quote,
  cleaning: Cleaning,
): void {
  const behind =
    by === 'gateway' ? [...text.slice(from, to).matchAll(NAMED)].map(([, name = '']) => name) : [];
  const listed = [...Object.values(names), ...behind].flatMap((each) => each.split(','));
  const free = [entity, what, guardrail, OF_THINGS.test(whose ?? '') ? value : undefined].filter(
    (each) => each !== undefined && isPlainName(each),
  );
  for (const name of [...listed, ...free].map((each) => (each ?? '').replace(/[.-]+$/, '')))
    if (isName(name) && !/\s/.test(name)) cleaning.learn(name);
}

/** A name that is all that a phrase has at its end, where a sentence of anybody's may stand. */
const isPlainName = (text: string): boolean => text.length <= 60 && text.replace(/\D/g, '').length <= 4;
