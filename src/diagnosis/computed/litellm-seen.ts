import { whoAnswered } from '../../answers/who.ts';
import { type Exchange, nameOf } from '../../exchange/exchange.ts';
import { groupIncrementally } from '../../exchange/incremental-groups.ts';
import { isRecord, readJson } from '../../exchange/json.ts';
import { originOf } from '../../exchange/origin.ts';
import { authorizationHoldsGatewayKey, credentialIn } from '../../litellm/client-credentials.ts';
import { KEY_HEADER } from '../../litellm/header-names.ts';
import type { Route } from '../../litellm/routes.ts';
import type { Facts } from '../rule.ts';

/** Exchanges with LiteLLM, as each was judged when it came, by the origin that they went to. */
const withLitellm = groupIncrementally(({ exchange, gateway }: Facts) =>
  gateway === undefined ? [] : [originOf(exchange.request.url)],
);

/**
 * Whether anything shows that a request went to LiteLLM: its headers, its words, its own routes, or the header that only its clients send. Without
 * it nothing may be said of LiteLLM: other gateways, and servers without any, answer with the same statuses.
 * @param past the exchanges before it
 */
export const litellmSeen = (facts: Facts, past: readonly Facts[]): boolean =>
  withLitellm(past).has(originOf(facts.exchange.request.url)) || shows(facts);

const shows = ({ exchange, debug, route, refusals, embedded }: Facts): boolean =>
  debug !== undefined ||
  (embedded !== undefined && (exchange.request.body?.text ?? '').includes('litellm_proxy')) ||
  route?.form === 'mcp-rest' ||
  route?.form === 'management' ||
  exchange.response.headers.some((each) => nameOf(each).startsWith('x-litellm-')) ||
  (exchange.sentBy === undefined && isSentToLitellm(exchange, route)) ||
  (refusals?.some(
    ({ by, product = 'LiteLLM', certain, carrier, words }) =>
      by === 'gateway' &&
      product === 'LiteLLM' &&
      certain &&
      (carrier !== 'tool-result' || AS_RESULT.test(words)),
  ) ??
    false);

/** Whether the page takes it for LiteLLM. What a check sends is what it was told to. */
const isSentToLitellm = (exchange: Exchange, route: Route | undefined): boolean =>
  credentialIn(exchange, KEY_HEADER) !== undefined ||
  (route?.form === 'mcp' && authorizationHoldsGatewayKey(exchange) && !isOfAnother(exchange));

/** Other gateways have keys that begin like LiteLLM's. None of its errors is JSON without one of these, and none has another's header. */
const isOfAnother = (exchange: Exchange): boolean => {
  const { status, body } = exchange.response;
  if (status < 400) return false;
  const { by, product, certain } = whoAnswered(exchange);
  if (certain && by === 'gateway' && product !== 'LiteLLM') return true;
  const json = readJson(body?.text);
  if (!isRecord(json) || Object.keys(json).length === 0) return false;
  const error = json['error'];
  return (
    !['detail', 'details', 'jsonrpc'].some((name) => name in json) &&
    !(isRecord(error) && 'type' in error && 'param' in error)
  );
};

/** How LiteLLM begins what it says in the place of a tool's result. A tool may say the rest of what it fetches. */
const AS_RESULT =
  /^(?:Error: |User not allowed to call this tool|Tool call blocked: |Cannot connect to MCP server)/;
