import { everywhere, type Phrase, phrases } from '../phrase.ts';

const by = 'gateway' as const;

/** What LiteLLM says about limits of requests and about budgets. */
export const LITELLM_LIMITS: readonly Phrase[] = [
  ...phrases('litellm/proxy/hooks/parallel_request_limiter_v3.py', [
    {
      reason: 'rate',
      by,
      says: /Rate limit exceeded for (?<whose>[\w-]{1,40}): ?(?<value>[^\s,.]{1,200})(?:[^\n]{0,80}?Limit type: (?<unit>\w{1,30}))?(?:[^\n]{0,40}?Current limit: (?<limit>\d{1,12}))?(?:[^\n]{0,80}?Limit resets at: (?<resets>[\d :+-]{10,40}\w{0,5}))?/,
    },
    {
      reason: 'rate',
      by,
      says: /(?:Max parallel request limit|Crossed TPM ?\/ ?RPM|mcp_rpm_limit|litellm_rate_limit_error|RateLimitType\.)/i,
    },
    ...everywhere('configuration', /(?<service>Rate limit enforcement unavailable): /),
  ]),
  ...phrases(
    'litellm/proxy/hooks: batch_rate_limiter.py, batch_enqueued_tokens.py, dynamic_rate_limiter.py, dynamic_rate_limiter_v3.py, parallel_request_limiter.py',
    everywhere(
      'rate',
      /Batch (?:rate|enqueued token) limit exceeded for (?<whose>[\w-]{1,40}): |(?:Key=\S{1,200} )?over available [RT]PM=|Model capacity reached for [^\n]{1,200}?\. Priority:|Priority-based rate limit exceeded\. Model:|LiteLLM Rate Limit Handler for rate limit type|Hit Global Limit: Limit=|Current limits: max_parallel_requests: |Rate limit exceeded[^\n]{1,5}descriptor_key/,
    ),
  ),
  ...phrases(
    'litellm/proxy/hooks/max_iterations_limiter.py',
    everywhere(
      'rate',
      /(?<iterations>Max iterations exceeded) for session [^\n]{1,300}?max_iterations: (?<limit>\d{1,9})/,
    ),
  ),
  ...phrases(
    'litellm/proxy/middleware: admission_control_middleware.py, request_body_decompression_middleware.py; mcp_server/byok_oauth_endpoints.py',
    [
      {
        reason: 'rate',
        by,
        says: /(?<busy>Worker at capacity: \d{1,9} in-flight|proxy is decoding too many compressed request bodies|Too many pending authorization flows)/,
        on: ['http', 'rest', 'oauth-error'],
      },
    ],
  ),
  ...phrases('litellm/proxy/auth/auth_checks.py', [
    {
      reason: 'budget',
      by,
      says: /(?:Budget has been exceeded!|ExceededBudget:|ExceededTokenBudget:)(?: ?(?<whose>(?:End |Model access )?\w{1,20})=(?<value>[^\s,]{1,200}))?/,
    },
  ]),
  ...phrases(
    'litellm/proxy/hooks/model_max_budget_limiter.py',
    everywhere('budget', /LiteLLM [A-Z][\w ]{1,20}: [^\n]{1,300}?exceeded budget for model=/),
  ),
  ...phrases(
    'litellm/proxy/hooks/max_budget_per_session_limiter.py',
    everywhere(
      'budget',
      /Session budget exceeded for (?<session>session) [^\n]{1,300}?max_budget_per_session\b/,
    ),
  ),
];
