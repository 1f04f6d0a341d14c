import { refusalRule } from '../refusal-rule.ts';

/**
 * Fires when a proxy in front gave up waiting: 408, 504, 522 or 524 of its own. What waited behind it may still be at work. Source: marks of the
 * vendors (src/answers/who.ts).
 */
export const edgeTimeout = refusalRule({
  id: 'edge-timeout',
  reasons: ['timeout'],
  by: ['edge'],
  hop: 'client-to-gateway',
  title: (_refusal, who, { exchange }) =>
    `${who} gave up${exchange.duration < 1000 ? '' : ` after ${Math.round(exchange.duration / 1000)} s`}`,
  why: 'A proxy in front timed out while it waited for what is behind it. The call may still run there. Neither key nor path is wrong.',
  fix: () => ({
    user: {
      text: 'Repeat it if that does no harm. For long tools use a client that asks for progress, so that the stream is not silent.',
    },
    operator: {
      text: 'Raise the proxy’s timeout over the longest tool, switch its buffering off for MCP paths, and let servers report progress or send keep-alives.',
    },
  }),
});
