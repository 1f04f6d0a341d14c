import { describe, expect, it } from 'vitest';
import { header } from '../../src/exchange/exchange.ts';
import { exported } from '../exported.ts';

/** What a response header is in the panel, and in an export. */
function shown(name: string, value: string): readonly (string | undefined)[] {
  const { before, after } = exported({ responseHeaders: { [name]: value } });
  return [before, after].map(({ exchange }) => header(exchange.response.headers, name));
}

describe('a header that tells an operator something stays as it is', () => {
  it.each([
    ['x-litellm-call-id', '7f3a0c1e-1111-4222-8333-444455556666'],
    ['x-litellm-trace-id', 'agent-run-7f3a0c1e'],
    ['x-litellm-version', '1.110.2'],
    ['x-litellm-model-id', 'cb41bc03f4c33d310019bae8c5afdb1af0a8f97b36a234405a9807614988457c'],
    ['x-litellm-model-group', 'local-model'],
    ['x-litellm-response-duration-ms', '1234.567'],
    ['x-litellm-overhead-duration-ms', '12.5'],
    ['x-litellm-callback-duration-ms', '0.12345678'],
    ['x-litellm-timing-llm-api-ms', '40.1'],
    ['x-litellm-attempted-retries', '2'],
    ['x-litellm-attempted-fallbacks', '0'],
    ['x-litellm-timeout', '600.0'],
    ['x-litellm-key-rpm-limit', '250000'],
    ['x-litellm-key-tpm-limit', 'None'],
    ['x-litellm-key-remaining-requests-gpt-4o', '12'],
    ['x-litellm-key-remaining-tokens-gpt-4o', '120000'],
    ['x-litellm-applied-guardrails', 'presidio-pre,no-secrets'],
    ['x-litellm-guardrail-scan-id', '7f3a0c1e-1111-4222-8333-444455556666'],
    ['retry-after', '60'],
    ['rate_limit_type', 'requests'],
    ['reset_at', '2026-11-28 12:00:00 UTC'],
    ['x-ratelimit-limit-requests', '250000'],
    ['x-ratelimit-remaining-tokens', '12'],
    ['x-ratelimit-reset-tokens', '6m0s'],
    ['x-ratelimit-api_key-remaining-requests', '0'],
    ['x-ratelimit-mcp_server-limit-requests', '2'],
    ['ratelimit-policy', '100;w=60'],
    ['x-rate-limit-reset', '1796000000'],
    ['traceresponse', '00-80e1afed08e019fc1110464cfa66635c-7a085853722dc6d2-01'],
    ['traceparent', '00-80e1afed08e019fc1110464cfa66635c-7a085853722dc6d2-01'],
    ['cf-ray', '8f1a2b3c4d5e6f70-FRA'],
    ['x-amzn-requestid', '7f3a0c1e-1111-4222-8333-444455556666'],
    ['x-amzn-trace-id', 'Root=1-67891233-abcdef012345678912345678'],
    ['x-amz-cf-id', 'aZ09_-aZ09_-aZ09_-aZ09_-aZ09_-aZ09_-aZ09_-aZ09_-aZ09=='],
    ['x-request-id', 'req_011CSHoEeqs5C35K2UUqR7Fy'],
    ['x-correlation-id', '7f3a0c1e-1111-4222-8333-444455556666'],
    ['x-vercel-id', 'fra1::iad1::abcde-1796000000000-0123456789ab'],
    ['x-kong-request-id', '0123456789abcdef0123456789abcdef'],
    ['x-kong-upstream-status', '429'],
    ['x-portkey-trace-id', '7f3a0c1e-1111-4222-8333-444455556666'],
    ['x-portkey-retry-attempt-count', '1'],
    ['ngrok-aig-request-id', 'aig_2abcDEF01234567gh'],
    ['ngrok-aig-attempts', '3'],
    ['x-envoy-upstream-service-time', '12'],
    ['x-azure-ref', '20261128T120000Z-r1abcdefgh0123456hC1PAR'],
    ['fly-request-id', '01JDABCDEF01234567ABCDEFGH-fra'],
    ['server', 'Microsoft-Azure-Application-Gateway/v2'],
    ['x-cache', 'Error from cloudfront'],
    ['x-deny-reason', 'host_not_allowed'],
    ['x-oagw-error-source', 'upstream'],
    ['x-gram-proxy-response', '1'],
    ['cf-mitigated', 'challenge'],
  ])('%s: %s', (name, value) => {
    expect(shown(name, value)).toEqual([value, value]);
  });
});

describe('a header about a person, money or a key is shown nowhere', () => {
  it.each([
    ['x-litellm-key-spend', '12.34567'],
    ['x-litellm-key-max-budget', '100.25'],
    ['x-litellm-response-cost', '0.00123'],
    ['x-litellm-response-cost-original', '0.00123'],
    ['x-litellm-user-email', 'alice@corp.example'],
    ['x-litellm-user-id', 'alice-zebra'],
    ['x-litellm-end-user-id', 'alice-zebra'],
    ['x-litellm-customer-id', 'alice-zebra'],
    ['x-litellm-key-alias', 'alice-zebra-key'],
    ['x-litellm-team-id', 'team-zebra'],
    ['x-litellm-tags', 'payroll-zebra'],
    ['x-litellm-cache-key', '0a1b2c3d4e5f60718293a4b5c6d7e8f9'],
    ['x-litellm-spend-logs-metadata', '{"user":"alice"}'],
    ['x-forwarded-for', '203.0.113.7'],
  ])('%s: %s', (name, value) => {
    const { before, text } = exported({ responseHeaders: { [name]: value } });
    expect(header(before.exchange.response.headers, name)).not.toContain(value);
    expect(text).not.toContain(value);
  });
});

describe('a value that is none of its header’s is left out', () => {
  it.each([
    ['x-litellm-key-rpm-limit', 'alice@corp.example'],
    ['x-ratelimit-reset-requests', 'on alice’s birthday'],
    ['reset_at', 'alice zebra'],
    ['server', 'alice@corp.example'],
    ['x-litellm-call-id', 'alice zebra'],
    ['x-cache', 'HIT from alice@corp.example'],
    ['x-amz-cf-id', 'alice@corp.example'],
    ['cf-ray', '+491701234567'],
    ['x-azure-ref', 'call-491701234567'],
    ['x-request-id', 'DE89370400440532013000'],
    ['x-ratelimit-api_key-remaining-requests', 'alice-zebra'],
    ['x-ratelimit-remaining-tokens', 'alice-zebra'],
  ])('%s: %s', (name, value) => {
    expect(exported({ responseHeaders: { [name]: value } }).text).not.toContain(value);
  });
});

describe('a header that is named like a limit and counts nothing is shown nowhere', () => {
  it.each([
    ['x-ratelimit-bypass-token', 'alice-zebra'],
    ['x-ratelimit-secret', 'alice-zebra'],
    ['x-rate-limit-api-key', 'alice-zebra'],
    ['x-ratelimit-reset-token', '47114711'],
    ['x-ratelimit-user', 'alice-zebra'],
    ['x-ratelimit-client-ip', '203.0.113.7'],
    ['x-ratelimit-account', 'alice-zebra'],
  ])('%s: %s', (name, value) => {
    const { text } = exported({ responseHeaders: { [name]: value } });
    expect(text).not.toContain(value);
  });

  it('also where a credential is named', () => {
    for (const name of ['x-ratelimit-bypass-token', 'x-ratelimit-reset-token', 'x-ratelimit-limit-tokens'])
      expect(shown(name, 'alice-zebra')[0]).toContain('[masked');
  });
});

describe('of an id that the page sent stays what was drawn at random', () => {
  it.each([
    ['x-request-id', '7f3a0c1e-1111-4222-8333-444455556666', true],
    ['x-correlation-id', '7f3a0c1e111142228333444455556666', true],
    ['traceparent', '00-80e1afed08e019fc1110464cfa66635c-7a085853722dc6d2-01', true],
    ['x-request-id', 'alice-zebra', false],
    ['x-correlation-id', '4711-0815', false],
  ])('%s: %s', (name, value, stays) => {
    expect(exported({ requestHeaders: { [name]: value } }).text.includes(value)).toBe(stays);
  });
});
