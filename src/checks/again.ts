import { isDone } from '../diagnosis/done.ts';
import type { Header } from '../exchange/exchange.ts';
import { header, nameOf } from '../exchange/exchange.ts';
import { holdsMask } from '../exchange/mask.ts';
import type { Inspected } from '../inspect.ts';
import { DEBUG_REQUEST_HEADER } from '../litellm/header-names.ts';
import { readUrl } from '../litellm/routes.ts';
import type { RpcMessage } from '../mcp/json-rpc.ts';
import { causeOf, failureOf } from './answer.ts';
import { differencesOf, differWords, isOfClient, isSameReason } from './compare.ts';
import { open } from './open.ts';
import type { CheckResult } from './plan.ts';
import { type Asking, endSession } from './request.ts';

/** The one request that an exchange sent; undefined where it sent none, or several. */
function requestIn({ rpc }: Inspected): (RpcMessage & { readonly type: 'request' }) | undefined {
  const [first, ...others] = rpc?.sent ?? [];
  return first?.type === 'request' && others.length === 0 ? first : undefined;
}

/** Why a recorded request can't be sent again, one sentence; undefined where it can. */
export function whyNotAgain(recorded: Inspected): string | undefined {
  const { url, body } = recorded.exchange.request;
  if (!requestIn(recorded) || !readUrl(url)) return 'This is no single JSON-RPC request to a web address.';
  return holdsMask(url) || holdsMask(body?.text ?? '')
    ? 'This request holds a credential in its address or body. Hopscope has only its mask, so it can’t be sent again.'
    : undefined;
}

/**
 * Sends a recorded request again: the same method, parameters and headers with a new id. One of a session gets a new session first: the old one
 * may be over.
 * @param recorded one that `whyNotAgain` has nothing against
 */
export function* planAgain(recorded: Inspected): Asking<CheckResult> {
  const { request, response } = recorded.exchange;
  const inSession =
    header(request.headers, 'mcp-session-id') !== undefined ||
    header(response.headers, 'mcp-session-id') !== undefined;
  const message = requestIn(recorded);
  const isDirect = recorded.exchange.sentBy?.direct === true;
  const endpoint = { url: request.url, isDirect };
  const begins = message?.method === 'initialize';
  const opening = inSession && !begins ? yield* open(endpoint, 'initialize') : undefined;
  const answer = yield {
    step: 'call',
    method: 'POST',
    // It may redirect to itself, and keeps its sessions there.
    url: opening?.endpoint.url ?? request.url,
    headers: Object.fromEntries([
      ...request.headers.filter(isSentAgain).map((each) => [each.name.toLowerCase(), each.value]),
      ...(isDirect ? [] : [[DEBUG_REQUEST_HEADER, 'true']]),
    ]),
    body: JSON.stringify({ jsonrpc: '2.0', id: NEW_ID, method: message?.method, params: message?.params }),
    withCredentials: !isDirect,
    withSession: opening !== undefined,
    isDirect,
  };
  if (opening?.hasSession) yield endSession(opening.endpoint, opening.revisions[0]);
  return resultOf(answer);
}

const NEW_ID = 'hopscope-1';

/** What a client was set up to send, without credentials: the runner adds those. */
const isSentAgain = (each: Header): boolean =>
  (isOfClient(each) || nameOf(each) === 'mcp-protocol-version') &&
  nameOf(each) !== 'mcp-session-id' &&
  !/^cookie2?$/.test(nameOf(each)) &&
  !holdsMask(each.value);

function resultOf(answer: Inspected): CheckResult {
  if (isDone(answer)) return { verdict: 'ready', steps: [] };
  const cause = causeOf(answer);
  const exchanges = [answer.exchange.index];
  return {
    verdict: 'broken',
    failingHop: cause?.hop ?? 'gateway',
    failed: { id: 'call', status: 'failed', says: failureOf(answer), exchanges },
    ...(cause && { cause }),
    steps: [],
  };
}

/**
 * Compares a request that was sent again with the recorded one.
 * @param again what came of everything that was sent for it, in order
 * @returns the request, and what changed, in a sentence or two; undefined where it was not sent
 */
export function compareWithRecorded(
  again: readonly Inspected[],
  recorded: Inspected,
): { readonly sent: Inspected; readonly says: string } | undefined {
  const method = requestIn(recorded)?.method;
  const sent = again.findLast((each) => requestIn(each)?.method === method);
  if (!sent) return undefined;
  const differ = differWords(differencesOf(sent, recorded, ['new one', 'recorded one']));
  const asked = differ === undefined ? 'Both ask for the same.' : `The requests differ in ${differ}.`;
  return { sent, says: `${outcomeWords(sent, recorded)} ${asked}` };
}

function outcomeWords(sent: Inspected, recorded: Inspected): string {
  const [works, worked] = [sent, recorded].map(isDone);
  if (works) return worked ? 'Sent again, it works as before.' : 'Sent again, it works.';
  if (worked) return 'Sent again, it fails.';
  return `Sent again, it fails for ${isSameReason(sent, recorded) ? 'the same reason' : 'another reason'}.`;
}
