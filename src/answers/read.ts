import { type Exchange, header } from '../exchange/exchange.ts';
import { arrayIn, isRecord, memberOf, readJson, textIn } from '../exchange/json.ts';
import { netErrorOf } from '../exchange/net-error.ts';
import type { EmbeddedMcp } from '../litellm/embedded.ts';
import type { Failure } from '../litellm/failure.ts';
import { FAULTS, type ServerOutcome } from '../litellm/outcomes.ts';
import type { Route } from '../litellm/routes.ts';
import { readEventStream } from '../mcp/event-stream.ts';
import { isModern, revisionOf } from '../mcp/revision.ts';
import { type Rpc, toolResult } from '../mcp/rpc.ts';
import { asksForInput } from '../mcp/unfinished.ts';
import type { OAuthStep } from '../oauth/step.ts';
import type { Phrase } from './phrase.ts';
import { PHRASES } from './phrasebook.ts';
import type { Carrier, Reason, Refusal } from './refusal.ts';
import { type Answerer, whoAnswered } from './who.ts';

/** What was decoded of an exchange before. */
interface Signs {
  readonly route?: Route;
  readonly rpc?: Rpc;
  readonly embedded?: EmbeddedMcp;
  readonly failure?: Failure;
  readonly oauthStep?: OAuthStep;
  readonly outcomes?: readonly ServerOutcome[];
}

/** One thing that an answer says. */
interface Utterance {
  readonly carrier: Carrier;
  readonly code: string;
  readonly words: string;
  /** What the phrasebook looks at: code, words and data. */
  readonly text: string;
  readonly data?: unknown;
}

/**
 * Everything that an exchange says was not done, in the order in which it stands there.
 * @returns empty where nothing was refused
 */
export function readRefusals(exchange: Exchange, signs: Signs): readonly Refusal[] {
  const said = utterancesOf(exchange, signs);
  if (said.length === 0) return NONE;
  const answerer = whoAnswered(exchange);
  const retryAfter = secondsIn(header(exchange.response.headers, 'retry-after'));
  return said.map((each) => refusalOf(each, answerer, exchange.response.status, retryAfter));
}

const NONE: readonly Refusal[] = [];

/** Characters of an utterance that the phrasebook looks at. */
const LONGEST = 20_000;

function refusalOf(
  { carrier, code, words, text, data }: Utterance,
  answerer: Answerer,
  status: number,
  retryAfter: number | undefined,
): Refusal {
  const found = findPhrase(text.slice(0, LONGEST), carrier, answerer);
  const by = found?.phrase.by ?? partyOf(carrier, code, answerer);
  const isSame = by === answerer.by;
  return {
    by,
    ...(isSame && answerer.product !== undefined ? { product: answerer.product } : {}),
    reason: found?.phrase.reason ?? reasonOf(carrier, code, status, by),
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
    if (!found) continue;
    const names = Object.entries(found.groups ?? {}).flatMap(([name, value]) =>
      value === undefined || value === '' ? [] : [[name, value] as const],
    );
    return { phrase, names: Object.fromEntries(names) };
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
  if (carrier === 'list-outcome') return code.startsWith('rate_limited') ? 'rate' : 'unknown';
  // An OAuth step without a code of its own goes by its status.
  if (carrier === 'oauth-error' && !code.startsWith('HTTP ')) return 'unknown';
  if (carrier !== 'http' && carrier !== 'rest' && carrier !== 'oauth-error') return 'unknown';
  if (status < 400) return 'redirect';
  if (by === 'edge' && (status === 403 || status === 406)) return 'bot-check';
  if (by === 'edge' && status >= 500) return BY_STATUS.get(status) ?? 'unreachable';
  return httpReason(status) ?? 'unknown';
}

const httpReason = (status: number): Reason | undefined =>
  BY_STATUS.get(status) ?? (status >= 500 ? 'crash' : undefined);

function utterancesOf(exchange: Exchange, signs: Signs): readonly Utterance[] {
  const { response } = exchange;
  const { rpc, route, embedded, failure, oauthStep } = signs;
  if (oauthStep?.error) {
    const { code, description = '' } = oauthStep.error;
    return [utterance('oauth-error', code, description, response.body?.text)];
  }
  const inMessages = (rpc?.received ?? []).flatMap((message): Utterance | [] => {
    if (message.type === 'error') {
      const { code, message: words, data } = message.error;
      const said = utterance('json-rpc', String(code), words, data === undefined ? '' : JSON.stringify(data));
      return data === undefined ? said : { ...said, data };
    }
    if (asksForInput(message) && isOfOlderRevision(exchange, rpc)) {
      const data = 'result' in message ? message.result : undefined;
      // What is asked is nobody's refusal, whatever its words.
      return { ...utterance('json-rpc', 'input_required', askedIn(data).join(' ')), text: '', data };
    }
    const result = toolResult(message);
    return result?.isError ? utterance('tool-result', 'isError', result.text) : [];
  });
  if (inMessages.length > 0) return inMessages;
  if (failure)
    return [
      utterance(
        route?.form === 'mcp-rest' || route?.form === 'management' ? 'rest' : 'http',
        String(failure.status),
        failure.message,
        response.body?.text,
      ),
    ];
  const wall = signInRedirect(exchange);
  if (wall !== undefined) return [utterance('http', String(response.status), `location: ${wall}`)];
  if (rpc && losesBody(exchange)) return [utterance('http', String(response.status), 'a redirect')];
  const page = signInPage(exchange);
  if (page !== undefined) return [utterance('http', String(response.status), page)];
  const failed = (signs.outcomes ?? []).filter(({ status }) => status !== 'ok' && !FAULTS.has(status));
  if (failed.length > 0) return failed.map(inOutcome);
  if (route?.form === 'mcp-rest') return inRest(response.body?.text);
  const { status, error } = response;
  if (status === 0 && error !== undefined && netErrorOf(error) !== 'given-up' && !exchange.pageLeft)
    return [utterance('net-error', '0', error)];
  return embedded ? inModelStream(exchange, embedded) : [];
}

/** Whether a client names a revision that knows no result which asks for input: to it the call has ended in nothing. */
function isOfOlderRevision(exchange: Exchange, rpc: Rpc | undefined): boolean {
  const revision = revisionOf(exchange, rpc);
  return revision !== undefined && !isModern(revision);
}

/** What a server asks for before it goes on, in its own words (MCP 2026-07-28, basic/patterns/mrtr, "InputRequests"). */
const askedIn = (result: unknown): readonly string[] => {
  const asked = memberOf(result, 'inputRequests');
  return isRecord(asked)
    ? Object.values(asked).flatMap((each) => textIn(memberOf(each, 'params'), 'message') ?? [])
    : [];
};

/** Where an access proxy sends people to sign in: MCP's own login begins with a 401. */
const SIGN_IN =
  /cloudflareaccess\.com|login\.microsoftonline\.com|accounts\.google\.com|\/oauth2\/(?:start|sign_in|authorize)|\.(?:okta|onelogin|auth0)\.com\/|[/.](?:login|signin|sign-in|sso|saml2?)(?:[/?.]|$)/i;

function signInRedirect({ request, response }: Exchange): string | undefined {
  const target = header(response.headers, 'location');
  const isCall = request.method === 'POST' && response.status >= 300 && response.status < 400;
  if (!isCall || target === undefined) return undefined;
  return SIGN_IN.test(target) || namesWhereTo(target, request.url) ? target : undefined;
}

/** A redirect by which a POST becomes a GET, or that leads nowhere (Fetch standard, "HTTP-redirect fetch", step 12). */
const losesBody = ({ request, response: { status, headers } }: Exchange): boolean =>
  request.method === 'POST' &&
  status >= 300 &&
  status < 400 &&
  !((status === 307 || status === 308) && header(headers, 'location') !== undefined);

/** To come back after the sign-in, its URL holds the one that was asked for. */
function namesWhereTo(target: string, asked: string): boolean {
  const [, query = ''] = target.split('?', 2);
  const address = asked.replace(/[?#].*$/s, '');
  return query.includes(encodeURIComponent(address)) || query.includes(`=${address}`);
}

/** What only the sign-in page of an access proxy has. A page that says no more than "Sign in" may be the wrong URL. */
const ACCESS_PROXY =
  /cloudflareaccess\.com|Cloudflare Access|\/oauth2\/(?:start|sign_in)|login\.microsoftonline\.com|accounts\.google\.com\/o\/oauth2/;

/** Such a page, which a call is answered with although it says 200: its mark. */
function signInPage({ request, response: { status, body } }: Exchange): string | undefined {
  const isPage = request.method === 'POST' && status >= 200 && status < 300 && body?.mimeType === 'text/html';
  return isPage ? ACCESS_PROXY.exec(body.text?.slice(0, LONGEST) ?? '')?.[0] : undefined;
}

/** Of the other outcomes a rule of its own knows each (diagnosis/upstream-rule.ts). */
const inOutcome = ({ server, status, httpStatus }: ServerOutcome): Utterance =>
  utterance(
    'list-outcome',
    httpStatus === undefined ? status : `${status} ${httpStatus}`,
    `litellm.ai/server_outcomes: ${server}: ${status}${httpStatus === undefined ? '' : `, http_status ${httpStatus}`}`,
  );

/** A REST route says `{"error", "message"}`, or answers as a tool does, inside a 200 (rest_endpoints.py). */
function inRest(text: string | undefined): readonly Utterance[] {
  const json = readJson(text);
  const error = textIn(json, 'error');
  if (error !== undefined) return [utterance('rest', '200', textIn(json, 'message') ?? error, text)];
  const isFailed = isRecord(json) && memberOf(json, 'isError') === true;
  const said = arrayIn(json, 'content').flatMap((part) => textIn(part, 'text') ?? []);
  return isFailed ? [utterance('tool-result', 'isError', said.join('\n'))] : [];
}

/** Events of a model's stream by which LiteLLM says that MCP failed (mcp_streaming_iterator.py, types/llms/openai.py). */
export const FAILED_EVENT =
  /^(?:mcp_gateway_error|response\.mcp_list_tools\.failed|response\.mcp_call\.failed|error|response\.failed)$/;

function inModelStream({ response }: Exchange, { calls }: EmbeddedMcp): readonly Utterance[] {
  const events =
    response.body?.mimeType === 'text/event-stream' ? readEventStream(response.body.text ?? '') : [];
  const failed = events.flatMap(({ data }): Utterance | [] => {
    if (!/"(?:error|mcp_gateway_error|[a-z_.]{1,40}failed)"/.test(data)) return [];
    const json = readJson(data);
    const error = memberOf(json, 'error') ?? memberOf(memberOf(json, 'response'), 'error');
    const named = textIn(json, 'type') ?? (error === undefined ? '' : 'error');
    // LiteLLM says so inside an event that is called an error.
    const type = textIn(error, 'type') === 'mcp_gateway_error' ? 'mcp_gateway_error' : named;
    if (!FAILED_EVENT.test(type)) return [];
    return utterance(
      'llm-event',
      type,
      textIn(error, 'message') ?? textIn(json, 'message') ?? (typeof error === 'string' ? error : ''),
      data,
    );
  });
  return [
    ...failed,
    ...calls.flatMap(({ error }) => (error === undefined ? [] : utterance('llm-event', 'mcp_call', error))),
  ];
}

const utterance = (carrier: Carrier, code: string, words: string, more = ''): Utterance => ({
  carrier,
  code,
  words: words.replace(/\s+/g, ' ').trim(),
  text: `${code} ${words}\n${more}`,
});

/** Seconds of a Retry-After (RFC 9110 section 10.2.3); a date says nothing without the server's clock. */
const secondsIn = (value: string | undefined): number | undefined =>
  value !== undefined && /^\d{1,7}$/.test(value.trim()) ? Number(value) : undefined;
