import type { Exchange } from '../exchange/exchange.ts';
import { decodeChallenge } from '../oauth/challenge.ts';
import { authorizationHoldsGatewayKey, credentialIn, keyBesideAuthorization } from './client-credentials.ts';

/**
 * Whether LiteLLM left out of account the token that a request brought beside the gateway's key: it asks for a login in its
 * own form, and not because the token is invalid. From 1.100 on it does so for servers whose logins it manages itself ("the
 * only thing that authorizes egress is a stored per-user token", server.py).
 */
export function ignoresClientToken(exchange: Exchange): boolean {
  const parameters = decodeChallenge(exchange)?.parameters ?? {};
  return (
    exchange.response.status === 401 &&
    parameters['authorization_uri'] !== undefined &&
    parameters['resource_metadata'] === undefined &&
    parameters['error'] === undefined &&
    keyBesideAuthorization(exchange) !== undefined &&
    credentialIn(exchange, 'authorization') !== undefined &&
    !authorizationHoldsGatewayKey(exchange)
  );
}
