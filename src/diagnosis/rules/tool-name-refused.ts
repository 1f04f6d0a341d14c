import { refusalRule } from '../refusal-rule.ts';

/**
 * Fires when the provider of the model refuses the name of a tool that LiteLLM handed it: LiteLLM puts the server's alias before it. Source: the
 * providers' limits, mostly 64 characters of letters, digits, hyphens and underscores.
 */
export const toolNameRefused = refusalRule({
  id: 'tool-name-refused',
  reasons: ['tool-name'],
  hop: 'gateway',
  title: 'The model’s provider refuses the name of an MCP tool',
  why: 'LiteLLM puts the server’s alias before each tool’s name, and alias and name together are too long or have characters that the provider does not take. Most take 64 characters.',
  fix: () => ({
    user: { text: 'Offer the model fewer tools (allowed_tools), without the one that the message names.' },
    operator: {
      text: 'Give the server a shorter alias, or switch short prefixes on.',
      commands: [
        { label: 'Environment of LiteLLM', language: 'sh', text: 'LITELLM_USE_SHORT_MCP_TOOL_PREFIX=true' },
      ],
    },
  }),
});
