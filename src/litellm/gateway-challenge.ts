import type { Exchange } from '../exchange/exchange.ts';
import { memberOf, readJson, textIn } from '../exchange/json.ts';
import { asksForLogin, decodeChallenge } from '../oauth/challenge.ts';

/**
 * Whether LiteLLM wants its own key (or, where it has single sign-on, a login at itself). From 1.109 on it says so with a challenge that looks
 * like an MCP server's. Source: `_gateway_dcr_challenge` in user_api_key_auth_mcp.py; recorded with 1.110.
 */
export function asksForGatewayKey({ response }: Exchange): boolean {
  if (response.status !== 401) return false;
  return textIn(memberOf(readJson(response.body?.text), 'detail'), 'error') === 'authentication_required';
}

/** The same where the body that would tell is unknown. */
export const mayAskForGatewayKey = (exchange: Exchange): boolean =>
  exchange.bodies === undefined ? asksForGatewayKey(exchange) : refusesToken(exchange);

/**
 * The same where LiteLLM found nothing at all to take for its key. `error="invalid_token"` says that Authorization had something; a key in its
 * own header that LiteLLM does not know is refused without a challenge.
 */
export const missesGatewayKey = (exchange: Exchange): boolean =>
  asksForGatewayKey(exchange) && !refusesToken(exchange);

/** Whether a challenge says that the credential in Authorization came in and is not good (RFC 6750 section 3.1). */
const refusesToken = (exchange: Exchange): boolean =>
  decodeChallenge(exchange)?.parameters['error'] === 'invalid_token';

/** Whether a response asks for the user's login at an MCP server, and so for no key of LiteLLM's. */
export const asksForServerLogin = (exchange: Exchange): boolean =>
  asksForLogin(exchange) && !asksForGatewayKey(exchange);
