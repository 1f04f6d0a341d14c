import type { Facts } from '../rule.ts';

/**
 * Whether a step of a login is refused because the client id is of another authorization server. Source: MCP 2026-07-28, changelog, on
 * credentials that are bound to their issuer; LiteLLM's discoverable_endpoints.py.
 */
export const isOfOtherIssuer = ({ refusals }: Pick<Facts, 'refusals'>): boolean =>
  refusals?.some(({ reason }) => reason === 'client-issuer') ?? false;

/** What a person does then. */
export const REGISTER_ANEW =
  'Delete the client’s stored registration for this server (its client id), so that it registers anew, and log in again.';

/** Why it is refused. */
export const OF_OTHER_ISSUER =
  'The client sent an id that it registered with another authorization server. Ids are bound to the issuer that gave them.';
