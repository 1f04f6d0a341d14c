import { type Phrase, phrases } from '../phrase.ts';

const by = 'gateway' as const;

/** How guardrails say that they stopped something (proxy/guardrails/guardrail_hooks). */
const STOPPED =
  /violated (?:[a-z_]{1,20} ){0,3}(?:(?:guardrail|content safety|moderation|tool) policy|(?:jailbreak|prompt_injection) threshold)|(?:content|response) blocked by Model Armor|(?:\w{1,40} )?blocked by (?:Prompt Security|Gray Swan Guardrail|Pillar Security Guardrail|Onyx Guard|PromptGuard|Singulr)|Microsoft Purview DLP: Content blocked|LLM judge rejected (?:request|response|input|output)/;

/** How they say that they could not look, so that LiteLLM let nothing through. */
const NOT_LOOKED =
  /(?:Bedrock|RepelloAI Argus|Cisco AI Defense|Alice|Decision model|Airia|Ovalix|Pillar Security) guardrail (?:failed|unreachable|unavailable|is (?:unavailable|misconfigured)|throttle retries exhausted|could not evaluate|error:)|\w{1,30} API unreachable \(block_on_error=True\)|LLM Shield Proxy (?:is unreachable|returned \d{3}); blocking|Security scan failed - (?:re(?:quest|sponse) blocked for safety|configuration error)|scanning service is temporarily unavailable and fallback|Vigil Guard backend unreachable|Purview DLP: upstream policy evaluation failed/;

/** A guardrail's words in each carrier: a tool says the like about what it fetches, so in its result only what begins with them is LiteLLM's. */
const guardrailRows = (pattern: RegExp, name = ''): readonly Omit<Phrase, 'source'>[] => {
  const words = name === '' ? `(?:${pattern.source})` : `(?<${name}>${pattern.source})`;
  return [
    {
      reason: 'guardrail',
      by,
      says: new RegExp(`\\b${words}`, 'i'),
      on: ['http', 'rest', 'json-rpc', 'llm-event'],
    },
    {
      reason: 'guardrail',
      by,
      says: new RegExp(`^isError Error: (?:\\{'error': ')?${words}`, 'i'),
      on: ['tool-result'],
    },
  ];
};

/** What LiteLLM hands on of its guardrails' words, in whatever they come. */
export const GUARDRAILS: readonly Phrase[] = [
  ...phrases('proxy/guardrails/guardrail_hooks; litellm/exceptions.py', [
    // LiteLLM puts both beside whatever a guardrail says (proxy/utils.py).
    {
      reason: 'guardrail',
      by,
      says: /["']guardrail_name["']: ?["'](?<guardrail>[^"'\n]{1,200})["'], ?["']guardrail_mode["']/,
      on: ['http', 'rest', 'json-rpc', 'llm-event'],
    },
    {
      reason: 'guardrail',
      by,
      says: /^isError Error: \{'error': [^\n]{0,2000}?'guardrail_name': '(?<guardrail>[^'\n]{1,200})'/,
      on: ['tool-result'],
    },
    ...guardrailRows(STOPPED),
    ...guardrailRows(NOT_LOOKED, 'failed'),
    {
      reason: 'guardrail',
      by,
      says: /Guardrail raised an exception, Guardrail: (?<guardrail>[^\s,]{1,200})|Blocked entity detected: (?<entity>\w{1,80}) by Guardrail/,
    },
  ]),
  ...phrases('proxy/guardrails/guardrail_hooks/mcp_jwt_signer', [
    { reason: 'token', by, says: /MCPJWTSigner: incoming token verification failed/ },
  ]),
];
