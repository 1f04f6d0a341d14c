import { type ServerCredential, serverCredentials } from '../../litellm/client-credentials.ts';
import type { Facts } from '../rule.ts';

/**
 * Headers `x-mcp-{alias}-...` that LiteLLM matches to no server, because the alias has hyphens or capitals: where its label says that another
 * credential, or none, was used; or where it refused the request before there was a label, and the alias is the server's in another spelling.
 */
export const misnamedHeaders = (facts: Facts): readonly ServerCredential[] =>
  serverCredentials(facts.exchange).filter(({ alias }) => /[-A-Z]/.test(alias) && isUnused(facts, alias));

function isUnused({ debug, route, exchange }: Facts, alias: string): boolean {
  if (debug) return CONTRADICTS.has(debug.resolution ?? '');
  // The case of a header's name says nothing: HTTP has none.
  const sent = alias.toLowerCase();
  const isMeant = route?.servers.some((server) => server !== sent && server === asLitellmSpells(sent));
  return isMeant === true && exchange.response.status === 401;
}

/** An alias as LiteLLM looks for it in a header. */
export const asLitellmSpells = (alias: string): string => alias.toLowerCase().replaceAll('-', '_');

/** Labels that say that the credential was not used; the others say nothing of it, or that it was. */
const CONTRADICTS: ReadonlySet<string> = new Set([
  'no-auth',
  'static-token',
  'm2m-client-credentials',
  'oauth2-passthrough',
]);
