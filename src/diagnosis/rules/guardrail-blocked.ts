import { refusalRule } from '../refusal-rule.ts';
import type { Fix } from '../rule.ts';
import { inQuotes } from '../words.ts';

/**
 * Fires when a guardrail of the gateway stopped a call, took a tool away, or failed and let nothing through, in any carrier. A tool's own refusal is `tool-error`. Source:
 * LiteLLM's operations.py, rest_endpoints.py and mcp_server_manager.py; recorded with 1.110.
 */
export const guardrailBlocked = refusalRule({
  id: 'guardrail-blocked',
  reasons: ['guardrail'],
  hop: 'gateway',
  title: ({ names }) =>
    names['failed']
      ? 'A guardrail of the gateway failed, so the call was not let through'
      : `A guardrail of the gateway blocked this call${nameIn(names)}`,
  why: ({ names }) =>
    names['failed']
      ? 'The service that looks at calls gave no verdict, and the guardrail is set to block then. Neither the request’s form nor the tool is at fault.'
      : 'A policy of the gateway looked at the call or its result and stopped it. Neither the request’s form nor the tool is at fault.',
  fix: ({ names }) =>
    names['failed']
      ? REPAIR
      : {
          user: {
            text: 'Leave out what the guardrail names, or ask the gateway operator whether the policy is meant to cover this tool.',
          },
          operator: {
            text: `Look at ${names['guardrail'] ? 'the guardrail that the message names' : 'the guardrails'} in guardrails of config.yaml, at its mode for MCP (pre_mcp_call, during_mcp_call), and at who is exempt.`,
          },
        },
});

const REPAIR: Fix = {
  user: { text: 'Try again later. If it stays so, show this to the gateway operator.' },
  operator: {
    text: 'Look in LiteLLM’s log for the guardrail’s own error: its service is down, throttled or set up wrong. Where calls may pass without it, set it to fail open.',
  },
};

const nameIn = ({ guardrail, entity, what }: Readonly<Record<string, string>>): string => {
  const named = guardrail ?? entity ?? what;
  return named === undefined ? '' : `: ${inQuotes(named)}`;
};
