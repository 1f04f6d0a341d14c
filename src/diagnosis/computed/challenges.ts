import { groupIncrementally } from '../../exchange/incremental-groups.ts';
import { spelled } from '../../litellm/address.ts';
import { readUrl } from '../../litellm/routes.ts';
import { asksForLogin } from '../../oauth/challenge.ts';
import type { Facts } from '../rule.ts';

const isChallenged = ({ kind, challenge }: Facts): boolean => kind === 'mcp' && challenge !== undefined;

/** Challenges of MCP endpoints, by the URL of the request as `spelled`. */
export const challengesByUrl = groupIncrementally((facts: Facts) =>
  isChallenged(facts) ? [spelled(facts.exchange.request.url)] : [],
);

/** The same by the path: of one server, whatever address of the gateway was used. */
export const challengesByPath = groupIncrementally((facts: Facts) =>
  isChallenged(facts) ? [readUrl(facts.exchange.request.url)?.pathname] : [],
);

/** MCP endpoints of a route that asked for a login and said where (RFC 9728 section 5.1), by their origin. */
export const loginsAskedByOrigin = groupIncrementally((facts: Facts) =>
  facts.kind === 'mcp' && facts.route && asksForLogin(facts.exchange) ? [facts.route.origin] : [],
);

/** Whether any response asked for a credential, and named a scheme. */
export const wasChallenged = (past: readonly Facts[]): boolean => anyChallenge(past).has('challenge');

const anyChallenge = groupIncrementally(({ challenge }: Facts) =>
  challenge ? (['challenge'] as const) : [],
);
