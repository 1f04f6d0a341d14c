import { upstreamFaultIn } from '../litellm/upstream-fault.ts';
import { MOST_READ, namesIn, type Phrase } from './phrase.ts';
import { PHRASES } from './phrasebook.ts';
import type { Carrier, Party } from './refusal.ts';

/** The phrasebook, whose patterns find once, with patterns that find all. */
const EVERYWHERE: readonly Phrase[] = PHRASES.map((phrase) => ({
  ...phrase,
  says: new RegExp(phrase.says.source, `${phrase.says.flags}g`),
}));

/** A stretch of a text that the phrasebook knows. */
export interface Quote {
  readonly from: number;
  readonly to: number;
  /** Whose words they are; undefined where several say them. */
  readonly by?: Party;
  /** What the words name (Refusal.names). */
  readonly names: Readonly<Record<string, string>>;
}

/** No words that tell anything are shorter, or one word without a sign in it. */
const SHORTEST = 8;

/** No sentence of a gateway is longer on either side of the words that tell it. */
const REACH = 300;

/**
 * Where in a text somebody refuses in words that the phrasebook knows, in their order, none over another. Of the gateway's own words it is the
 * whole sentence, with the advice behind it. Words that servers share say nothing about what stands around them: of those it is only the match.
 * @param code as in a refusal: `isError` for a tool's result
 */
export function quotesIn(text: string, carrier: Carrier, code = ''): readonly Quote[] {
  if (text.length < SHORTEST || !/[\s_]/.test(text)) return [];
  const before = code === '' ? '' : `${code} `;
  const looked = text.slice(0, MOST_READ);
  const subject = `${before}${looked}\n`;
  const own = `${looked}\n`;
  const found = [
    ...EVERYWHERE.flatMap((phrase) =>
      phrase.on && !phrase.on.includes(carrier) ? [] : matches(phrase, subject, own),
    ),
    ...OWN.flatMap((pattern) => sentencesOf(pattern, looked)),
    ...wholeFault(text),
  ];
  return merged(found, text);
}

/**
 * LiteLLM's words in place of a tool's result which no refusal is read from (server.py, mcp_server_manager.py, litellm_proxy_mcp_handler.py).
 */
const OWN: readonly RegExp[] = [
  /\b(?:The )?(?:key|team|user|organization|agent|customer|member|admin)(?: is)? not allowed to access (?:any MCP|model|route|search tool|server|the requested MCP|this route|tool|vector store)\b/gi,
  /\bParameters \[[^\]\n]{1,300}\] are not allowed for tool\b|\bThe JWT presented has no '[^'\n]{1,80}' claim naming/g,
  /\b(?:Every MCP server in scope failed to list|Unknown or unauthorized tool_id|Invalid or expired credential)\b/g,
  /\bexceeded the \d{1,12} byte per-event limit\b|\bis not available to this key\b/g,
  /\b(?:CIMD requires a stable|application_type must be native or web|Missing or invalid subject token)\b/g,
  /\b(?:token_validation_failed|server_not_oauth2|url_credentials_not_allowed|mcp_sdk_rejection)\b/g,
  /^upstream (?:authentication required \(HTTP 401\)|returned HTTP \d{3})/g,
  /'error': 'access_denied'/g,
  /^(?:Tool call failed|Error executing tool|Tool call blocked)\b/g,
];

const wholeFault = (text: string): readonly Quote[] => {
  const fault = upstreamFaultIn(text);
  return fault === undefined
    ? []
    : [{ from: 0, to: withAdvice(text, fault.length), by: 'gateway', names: {} }];
};

/** Whether somebody's words stand alone, so that the whole sentence is theirs. */
export const speaksInSentences = (by: Party | undefined): boolean =>
  by === 'gateway' || by === 'authorization-server';

function matches({ says, by }: Phrase, subject: string, text: string): readonly Quote[] {
  const offset = subject.length - text.length;
  return Array.from(subject.matchAll(says), (match) => {
    const from = Math.max(match.index - offset, 0);
    const to = Math.max(match.index + firstSentence(match).trimEnd().length - offset, 0);
    const stretch = speaksInSentences(by) ? sentenceAround(text, from, to) : { from, to };
    return { ...stretch, ...(by === undefined ? {} : { by }), names: namesIn(match) };
  });
}

const sentencesOf = (pattern: RegExp, text: string): readonly Quote[] =>
  Array.from(text.matchAll(pattern), ({ index, 0: words }) => ({
    ...sentenceAround(text, index, index + words.length),
    by: 'gateway' as const,
    names: {},
  }));

/** A match whose last group takes what follows as it comes: only as far as its own sentence goes. */
function firstSentence(match: RegExpExecArray): string {
  const [words] = match;
  const last = Object.values(namesIn(match)).find((value) => words.endsWith(value));
  if (last === undefined) return words;
  return words.slice(0, endOfSentence(words, words.length - last.length));
}

/** What a sentence begins behind: another one, or who says it. */
const BEGIN = /[.!?:]\s|\n/g;

/** Who LiteLLM says it is, before its words. */
const SPEAKER = /(?:^|\s)(?:Error|litellm\.\w{1,40}): $/;

/** What LiteLLM's sentences are about, where the words that tell one stand further on. */
const SUBJECT =
  /\b(?:Upstream MCP|MCP (?:server|access group)|Tool|Team|User|Virtual key|Requests|The (?:key|cursor|request|JWT)|Invalid cursor|This gateway)\b/g;

/** From its subject, not from whatever a text has before, to its end. */
function sentenceAround(text: string, from: number, to: number): Pick<Quote, 'from' | 'to'> {
  const reach = text.slice(Math.max(0, from - REACH), from);
  const begin = [...reach.matchAll(BEGIN)].at(-1);
  const head = begin ? reach.slice(begin.index + begin[0].length) : reach;
  const isWhole = /^[A-Z]/.test(text.slice(from, to));
  const subject = isWhole ? undefined : [...head.matchAll(SUBJECT)].at(-1);
  const start = subject ? from - head.length + subject.index : from;
  const speaker = SPEAKER.exec(text.slice(Math.max(0, start - 60), start))?.[0].trimStart() ?? '';
  const isEnded = /[.!?]$/.test(text.slice(from, to));
  return { from: start - speaker.length, to: withAdvice(text, isEnded ? to : endOfSentence(text, to)) };
}

/** Behind the sign that ends the sentence; where it is longer than anything LiteLLM says, it has no more of it. */
function endOfSentence(text: string, from: number): number {
  const tail = text.slice(from, from + REACH);
  const end = END.exec(tail);
  if (end) return from + end.index + Number(/[.!?]/.test(end[0]));
  return tail.length < REACH ? text.length : from;
}

/** Also where another text has the sentence in it; LiteLLM writes `/mcp/<server_name>` itself. */
const END = /[.!?](?=\s|$)|[\n"{}]|<(?!\w{1,20}_\w{1,20}>)/;

/** What LiteLLM tells people to do, behind a refusal. */
const ADVICE =
  /^\s(?:Contact proxy admin|Please (?:raise|contact)|Send (?:an? x-|initialize)|Authenticate with|This gateway |Only allowed |Limit |Current |Remaining |Key=|Spend=|For more information check:|Set your credentials here|Ensure |Supported |Allowed parameters:|Paginate )/;

function withAdvice(text: string, from: number): number {
  let to = from;
  for (let sentences = 0; sentences < 4 && ADVICE.test(text.slice(to, to + 40)); sentences += 1) {
    const end = endOfSentence(text, to + 1);
    if (end === to + 1) return to;
    to = end;
  }
  return to;
}

/** In their order; what touches and is of one party is one. Shared words are whose sentence they stand in. */
function merged(quotes: readonly Quote[], text: string): readonly Quote[] {
  const out: Quote[] = [];
  for (const quote of [...quotes].sort((one, other) => one.from - other.from)) {
    const last = out.at(-1);
    const to = Math.min(quote.to, text.length);
    if (last && isOne(last, quote, text))
      out[out.length - 1] = {
        ...quote,
        ...last,
        to: Math.max(last.to, to),
        names: { ...quote.names, ...last.names },
      };
    else if (to > Math.max(quote.from, last?.to ?? 0))
      out.push({ ...quote, from: Math.max(quote.from, last?.to ?? 0), to });
  }
  return out;
}

function isOne(last: Quote, quote: Quote, text: string): boolean {
  const isShared = last.by === undefined || quote.by === undefined;
  if (quote.from < last.to) return isShared || last.by === quote.by;
  return last.by === quote.by && text.slice(last.to, quote.from).trim() === '';
}
