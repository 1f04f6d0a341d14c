import { type Exchange, header } from '../exchange/exchange.ts';
import { defined } from '../exchange/json.ts';
import { MOST_READ, namesIn, type Phrase } from './phrase.ts';
import { PHRASES } from './phrasebook.ts';
import type { Carrier, Reason, Refusal } from './refusal.ts';
import { type Signs, type Utterance, utterancesOf } from './utterances.ts';
import { type Answerer, botCheckIn, whoAnswered } from './who.ts';

/**
 * Everything that an exchange says was not done, in the order in which it stands there.
 * @returns empty where nothing was refused
 */
export function readRefusals(exchange: Exchange, signs: Signs): readonly Refusal[] {
  const said = utterancesOf(exchange, signs);
  if (said.length === 0) return NONE;
  const answerer = whoAnswered(exchange);
  const isBotCheck = botCheckIn(exchange) !== undefined;
  const retryAfter = secondsIn(header(exchange.response.headers, 'retry-after'));
  return said.map((each) => refusalOf(each, answerer, exchange.response.status, retryAfter, isBotCheck));
}

const NONE: readonly Refusal[] = [];

function refusalOf(
  { carrier, code, words, text, data }: Utterance,
  answerer: Answerer,
  status: number,
  retryAfter: number | undefined,
  isBotCheck: boolean,
): Refusal {
  const found = findPhrase(text.slice(0, MOST_READ), carrier, answerer);
  const by = found?.phrase.by ?? partyOf(carrier, code, answerer);
  const isSame = by === answerer.by;
  return {
    by,
    ...defined({ product: found?.phrase.product ?? (isSame ? answerer.product : undefined) }),
    reason:
      found && found.phrase.reason !== 'unknown'
        ? found.phrase.reason
        : isBotCheck
          ? 'bot-check'
          : reasonOf(carrier, code, status, by),
    carrier,
    words,
    code,
    ...(data === undefined ? {} : { data }),
    names: found?.names ?? {},
    ...(retryAfter === undefined ? {} : { retryAfter }),
    marks: isSame ? answerer.marks : [],
    certain: found?.phrase.by !== undefined || (isSame && answerer.certain),
  };
}

function findPhrase(
  text: string,
  carrier: Carrier,
  { by, certain }: Answerer,
): { readonly phrase: Phrase; readonly names: Readonly<Record<string, string>> } | undefined {
  for (const phrase of PHRASES) {
    if (phrase.on && !phrase.on.includes(carrier)) continue;
    // An edge writes no words of LiteLLM's; a page may quote anything.
    if (certain && phrase.by !== undefined && by !== phrase.by && by === 'edge') continue;
    // Nor does a gateway write those of an edge: it hands on what it got from behind.
    if (phrase.by === 'edge' && by === 'gateway') continue;
    const found = phrase.says.exec(text);
    if (found) return { phrase, names: namesIn(found) };
  }
  return undefined;
}

/** Who speaks in a carrier, where no words say it: a tool in its own result, the server in an OAuth error. */
function partyOf(carrier: Carrier, code: string, { by, certain }: Answerer): Refusal['by'] {
  if (carrier === 'tool-result') return 'tool';
  if (carrier === 'list-outcome') return code.endsWith(' 429') ? 'server' : 'gateway';
  // Routes and events that only LiteLLM has.
  if ((carrier === 'rest' || carrier === 'llm-event') && by === 'unknown') return 'gateway';
  if (carrier === 'oauth-error' && !(by === 'edge' && certain)) return 'authorization-server';
  return by;
}

const BY_STATUS: ReadonlyMap<number, Reason> = new Map([
  [401, 'auth'],
  [403, 'permission'],
  [404, 'not-found'],
  [405, 'method'],
  [406, 'accept'],
  [408, 'timeout'],
  [413, 'size'],
  [415, 'media-type'],
  [429, 'rate'],
  [431, 'size'],
  [504, 'timeout'],
  [522, 'timeout'],
  [524, 'timeout'],
]);

const BY_CODE: ReadonlyMap<string, Reason> = new Map([
  ['-32700', 'parameters'],
  ['-32600', 'parameters'],
  ['-32601', 'method'],
  ['-32602', 'parameters'],
  ['-32002', 'not-found'],
  ['-32603', 'crash'],
  ['input_required', 'elicitation'],
]);

/** JSON-RPC's codes that say more than a status does. */
const EXACT_CODES: ReadonlySet<string> = new Set(['-32700', '-32601', '-32602', '-32002']);

/** What the code alone says. */
function reasonOf(carrier: Carrier, code: string, status: number, by: Refusal['by']): Reason {
  // Servers put a code of no meaning beside a status that has one.
  const byStatus = EXACT_CODES.has(code) ? undefined : httpReason(status);
  if (carrier === 'json-rpc') return byStatus ?? BY_CODE.get(code) ?? 'unknown';
  if (carrier === 'net-error') return 'network';
  if (carrier === 'list-outcome') return /^rate_limited| 429$/.test(code) ? 'rate' : 'unknown';
  // An OAuth step without a code of its own goes by its status.
  if (carrier === 'oauth-error' && !code.startsWith('HTTP ')) return 'unknown';
  if (carrier !== 'http' && carrier !== 'rest' && carrier !== 'oauth-error') return 'unknown';
  if (status >= 300 && status < 400) return 'redirect';
  if (status < 400) return 'unknown';
  if (by === 'edge' && (status === 403 || status === 406)) return 'bot-check';
  if (by === 'edge' && status >= 500)
    return BY_STATUS.get(status) ?? (isOfOrigin(status) ? 'unreachable' : 'crash');
  return httpReason(status) ?? 'unknown';
}

/** What edges say of whatever they hand requests to; with other statuses they fail themselves. */
const isOfOrigin = (status: number): boolean => status <= 504 || (status >= 520 && status <= 530);

const httpReason = (status: number): Reason | undefined =>
  BY_STATUS.get(status) ?? (status >= 500 ? 'crash' : undefined);

/** Seconds of a Retry-After (RFC 9110 section 10.2.3); a date says nothing without the server's clock. */
const secondsIn = (value: string | undefined): number | undefined =>
  value !== undefined && /^\d{1,7}$/.test(value.trim()) ? Number(value) : undefined;
