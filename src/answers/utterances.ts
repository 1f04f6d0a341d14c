import { type Exchange, header } from '../exchange/exchange.ts';
import { arrayIn, isRecord, memberOf, readJson, textIn } from '../exchange/json.ts';
import { netErrorOf } from '../exchange/net-error.ts';
import type { EmbeddedMcp } from '../litellm/embedded.ts';
import type { Failure } from '../litellm/failure.ts';
import { FAULTS, type ServerOutcome } from '../litellm/outcomes.ts';
import type { Route } from '../litellm/routes.ts';
import { readEventStream } from '../mcp/event-stream.ts';
import { isModern, revisionOf } from '../mcp/revision.ts';
import { type Rpc, toolResult, unansweredIds } from '../mcp/rpc.ts';
import { asksForInput } from '../mcp/unfinished.ts';
import type { OAuthStep } from '../oauth/step.ts';
import type { Carrier } from './refusal.ts';
import { signInPage, signInRedirect } from './sign-in.ts';
import { botCheckIn } from './who.ts';

/** What was decoded of an exchange before. */
export interface Signs {
  readonly route?: Route;
  readonly rpc?: Rpc;
  readonly embedded?: EmbeddedMcp;
  readonly failure?: Failure;
  readonly oauthStep?: OAuthStep;
  readonly outcomes?: readonly ServerOutcome[];
}

/** One thing that an answer says. */
export interface Utterance {
  readonly carrier: Carrier;
  readonly code: string;
  readonly words: string;
  /** What the phrasebook looks at: code, words and data. */
  readonly text: string;
  readonly data?: unknown;
}

/** What an exchange says was not done, in the order in which it stands there; empty where nothing was refused. */
export function utterancesOf(exchange: Exchange, signs: Signs): readonly Utterance[] {
  const { response } = exchange;
  const { rpc, route, embedded, failure, oauthStep } = signs;
  if (oauthStep?.error) {
    const { code, description = '' } = oauthStep.error;
    return [utterance('oauth-error', code, description, response.body?.text)];
  }
  const inMessages = (rpc?.received ?? []).flatMap((message): Utterance | [] => {
    if (message.type === 'error') {
      const { code, message: words, data } = message.error;
      const said = utterance('json-rpc', String(code), words, textOf(data));
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
  const inOutcomes = (signs.outcomes ?? [])
    .filter(({ status, httpStatus }) => status !== 'ok' && (httpStatus === 429 || !FAULTS.has(status)))
    .map(inOutcome);
  if (inOutcomes.length + inMessages.length > 0) return [...inOutcomes, ...inMessages];
  if (failure)
    return [
      utterance(
        route?.form === 'mcp-rest' || route?.form === 'management' ? 'rest' : 'http',
        String(failure.status),
        failure.message,
        response.body?.text,
      ),
    ];
  const check = botCheckIn(exchange);
  if (check !== undefined) return [utterance('http', String(response.status), check)];
  const wall = signInRedirect(exchange);
  if (wall !== undefined) return [utterance('http', String(response.status), `location: ${wall}`)];
  if (rpc && losesBody(exchange)) return [utterance('http', String(response.status), 'a redirect')];
  const page = signInPage(exchange);
  if (page !== undefined) return [utterance('http', String(response.status), page)];
  if (route?.form === 'mcp-rest') return inRest(response.body?.text);
  const broken = brokenOff(exchange, rpc);
  if (broken !== undefined) return [utterance('net-error', String(response.status), broken)];
  return embedded ? inModelStream(exchange, embedded) : [];
}

/** Why no answer came, or not all of it; undefined where the client wanted no more. */
function brokenOff(
  { response: { status, error }, pageLeft }: Exchange,
  rpc: Rpc | undefined,
): string | undefined {
  if (error === undefined || pageLeft) return undefined;
  const said = netErrorOf(error);
  if (said === 'given-up') return undefined;
  // What CORS hides from the page came all the same.
  const isCut = said !== 'blocked' && rpc !== undefined && unansweredIds(rpc).length > 0;
  return status === 0 || isCut ? error : undefined;
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

/** Of the other outcomes a rule of its own knows each (diagnosis/upstream-rule.ts). */
const inOutcome = ({ server, status, httpStatus }: ServerOutcome): Utterance =>
  utterance(
    'list-outcome',
    httpStatus === undefined ? status : `${status} ${httpStatus}`,
    `litellm.ai/server_outcomes: ${server}: ${status}${httpStatus === undefined ? '' : `, http_status ${httpStatus}`}`,
  );

/** A REST route says `{"error", "message"}`, or answers as a tool does, inside a 200; its tests say that there was an `error` (rest_endpoints.py). */
function inRest(text: string | undefined): readonly Utterance[] {
  const json = readJson(text);
  const error =
    textIn(json, 'error') ?? (memberOf(json, 'error') === true ? (textIn(json, 'status') ?? '') : undefined);
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

/** A redirect by which a POST becomes a GET, or that leads nowhere (Fetch standard, "HTTP-redirect fetch", step 12). */
const losesBody = ({ request, response: { status, headers } }: Exchange): boolean =>
  request.method === 'POST' &&
  status >= 300 &&
  status < 400 &&
  !((status === 307 || status === 308) && header(headers, 'location') !== undefined);

/** Data that is nested too deep to be written down says nothing. */
function textOf(data: unknown): string {
  try {
    return data === undefined ? '' : JSON.stringify(data);
  } catch {
    return '';
  }
}
