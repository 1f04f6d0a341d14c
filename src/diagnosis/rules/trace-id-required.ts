import { refusalRule } from '../refusal-rule.ts';

/**
 * Fires when LiteLLM wants `x-litellm-trace-id` on requests of this agent or team. Source: LiteLLM's auth/auth_checks.py.
 */
export const traceIdRequired = refusalRule({
  id: 'trace-id-required',
  reasons: ['trace-id'],
  hop: 'client-to-gateway',
  title: 'The gateway wants a trace id on each request',
  why: 'The key belongs to an agent or a team whose requests must be traceable. Nothing else is wrong with it.',
  fix: () => ({
    user: {
      text: 'Send the header with a value that you keep for one conversation.',
      commands: [{ label: 'Header', language: 'http', text: 'x-litellm-trace-id: SOME-ID-OF-YOURS' }],
    },
    operator: {
      text: 'require_trace_id of the team, or require_trace_id_on_calls_by_agent of the agent, makes it so.',
    },
  }),
});
