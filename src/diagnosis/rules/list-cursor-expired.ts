import { refusalRule } from '../refusal-rule.ts';

/**
 * Fires when a cursor of a listing is refused. A warning: clients start a fresh listing. Source: LiteLLM's state_tokens.py, 1.110.
 */
export const listCursorExpired = refusalRule({
  id: 'list-cursor-expired',
  reasons: ['cursor'],
  hop: 'client-to-gateway',
  level: 'warning',
  title: 'The cursor of this listing is no longer valid',
  why: 'The client asked for a further page of a list with a cursor that is too old or of another key.',
  fix: () => ({
    user: { text: 'List from the beginning, without a cursor.' },
    operator: { text: 'Give all replicas the same LITELLM_SALT_KEY: cursors are made with it.' },
  }),
});
