import { expect, it } from 'vitest';
import { inspect, type Parts, verdicts } from '../../har-entry.ts';
import { inProxyError, inResult, inText } from '../../said-in.ts';

const page = (title: string) => `<html>\r\n<head><title>${title}</title></head>\r\n</html>`;

it.each<[string, Parts, Readonly<Record<string, string>>]>([
  [
    'Cloudflare',
    inText(524, page('agent.test | 524: A timeout occurred'), 'text/html'),
    { server: 'cloudflare' },
  ],
  ['nginx', inText(504, page('504 Gateway Time-out'), 'text/html'), { server: 'nginx/1.27.0' }],
  ['The AWS load balancer', { status: 504, received: '' }, { server: 'awselb/2.0' }],
  ['A proxy in front of the gateway', inText(504, 'upstream request timeout'), {}],
  [
    'A proxy in front of the gateway',
    inText(504, '{"message": "Endpoint request timed out"}', 'application/json'),
    {},
  ],
  ['Vercel', inText(504, 'FUNCTION_INVOCATION_TIMEOUT'), { 'x-vercel-error': 'FUNCTION_INVOCATION_TIMEOUT' }],
])('fires on %s', (who, parts, responseHeaders) => {
  const { findings } = inspect({ ...parts, responseHeaders, wait: 100_000 });
  expect(findings.filter(({ level }) => level !== 'info')).toMatchObject([
    { rule: 'edge-timeout', level: 'error', hop: 'client-to-gateway' },
  ]);
  expect(findings[0]?.title).toBe(`${who} gave up after 100 s`);
});

it('leaves a proxy that reaches nobody to its rule', () => {
  expect(verdicts(inText(502, page('502 Bad Gateway'), 'text/html'))).toEqual(['edge-failed/error']);
});

it('leaves a timeout inside LiteLLM, and a tool’s own, to others', () => {
  const words = 'litellm.Timeout: APITimeoutError - Request timed out.';
  expect(verdicts(inProxyError(408, words)).join()).not.toContain('edge-');
  expect(verdicts(inResult('upstream request timeout'))).toEqual(['tool-error/warning']);
});
