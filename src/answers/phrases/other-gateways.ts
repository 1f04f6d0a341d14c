import { type Phrase, phrases } from '../phrase.ts';

const by = 'gateway' as const;

/** What gateways other than LiteLLM say by themselves. */
export const OTHER_GATEWAYS: readonly Phrase[] = [
  ...phrases('agentgateway, mcp guardrails', [
    {
      reason: 'guardrail',
      by,
      product: 'agentgateway',
      says: /mcpGuardrails rejected: (?<what>[^\n]{1,200})/,
    },
  ]),
  ...phrases('ContextForge, mcpgateway/plugins/framework/manager.py', [
    {
      reason: 'guardrail',
      by,
      product: 'ContextForge',
      says: /\b(?:tool|prompt|resource|agent)_(?:pre|post)_(?:invoke|fetch) blocked by plugin (?<guardrail>[\w.-]{1,100})/,
    },
  ]),
];
