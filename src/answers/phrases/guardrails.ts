import { everywhere, type Phrase, phrases } from '../phrase.ts';

const by = 'gateway' as const;

/** How guardrails say that they stopped something (proxy/guardrails/guardrail_hooks, proxy/hooks). */
const STOPPED =
  /violated (?:[a-z_]{1,20} ){0,3}(?:(?:guardrail|content safety|moderation|tool) policy|(?:jailbreak|prompt_injection) threshold)|(?:content|response) blocked by (?:Model Armor|Zscaler AI Guard|guardrail pipeline)|(?:\w{1,40} )?blocked by (?:Prompt Security|Gray Swan Guardrail|Pillar Security Guardrail|Onyx Guard|PromptGuard|Singulr|Akto Guardrails|Microsoft Defender|Javelin guardrails|PANW Prisma AI Security|RepelloAI Argus|XecGuard|Ovalix|Cisco AI Defense|semantic guardrail)|Microsoft Purview DLP: (?:Content blocked|No proxy-authenticated user)|LLM judge rejected (?:request|response|input|output)|Rejected message\. This is a prompt injection attack|MCP Security: request references unregistered MCP server|(?:Guardrail|IBM Guardrail Detector) failed: \d{1,6} violation|Azure Content Safety Guardrail: [^\n]{1,80} crossed severity|Noma guardrail blocked|Agent 365 (?:guardrail )?rejected/;

/** How they say that they could not look, so that LiteLLM let nothing through. */
const NOT_LOOKED =
  /(?:Bedrock|RepelloAI Argus|Cisco AI Defense|Alice|Decision model|Airia|Ovalix|Pillar Security|Akto|DeepKeep|Agent 365|Generic) guardrail (?:API )?(?:(?:request |service )?(?:failed|unreachable|unavailable)|is (?:unavailable|misconfigured)|throttle retries exhausted|returned invalid|cannot scan|could not (?:evaluate|authorize)|error:)|Error in Pangea Guardrail|Bedrock InvokeGuardrailChecks returned|\w{1,30} API (?:unreachable \(block_on_error=True\)|returned (?:HTTP \d{3}|an invalid response): )|LLM Shield Proxy [^\n]{0,60}; blocking|Security scan failed - (?:re(?:quest|sponse) blocked for safety|configuration error)|scanning service is temporarily unavailable and fallback|Guardrail streaming transform for choice|Vigil Guard (?:backend unreachable|returned an unrecognized)|Purview DLP: (?:upstream policy evaluation failed|[^\n]{1,120} (?:in blocking mode|blocking response))|(?:could not be (?:assembled for scanning|verified for tool permissions)[^\n]{0,60}), blocking it|Model Armor (?:could not scan|API error)|Presidio (?:analyzer returned invalid|could not read|anonymizer returned|PII a\w{1,20} failed)|Straiker detection unavailable|OpenAI Moderation API request failed|(?:Aim|Cato): anonymize action|Content masked by Akto guardrail policy could not|could not be read for the Akto guardrail|CrowdStrike AIDR returned a transformed|Custom code guardrail (?:not compiled|execution failed|'[^'\n]{1,100}' exceeded)|(?:Headroom|Compresr) compression service|Failed to verify request safety with Lasso|Lasso API (?:timeout|rate limit)|Cato guardrail (?:upstream|connection)|credentials for the HiddenLayer API/;

/** In a tool's result only what begins with them is LiteLLM's: a tool says the like about what it fetches. */
const guardrailRows = (pattern: RegExp, name = ''): readonly Omit<Phrase, 'source'>[] =>
  everywhere('guardrail', new RegExp(`\\b(${name === '' ? '?:' : `?<${name}>`}${pattern.source})`, 'i'));

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
