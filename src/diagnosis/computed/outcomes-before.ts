import type { ServerOutcome } from '../../litellm/outcomes.ts';
import type { Facts } from '../rule.ts';
import { lastOutcome } from './last-outcome.ts';

/**
 * What LiteLLM said last of the server that a call is for, where it then says only that the user may not call the tool: of a server whose tools
 * it could not list it knows none (recorded with 1.100).
 * @returns undefined where the server was fine, or nothing was said of it
 */
export function outcomesBefore(facts: Facts, past: readonly Facts[]): readonly ServerOutcome[] | undefined {
  const refusal = facts.refusals?.find(
    ({ reason, carrier }) => reason === 'permission' && carrier === 'tool-result',
  );
  const [server, ...others] = facts.servers ?? [];
  if (!refusal || facts.outcomes || server === undefined || others.length > 0) return undefined;
  const outcome = lastOutcome(facts, server, past)?.outcome;
  return outcome && outcome.status !== 'ok' ? [{ ...outcome, said: refusal.words }] : undefined;
}
