import { expect, it } from 'vitest';
import { inspect, verdicts } from '../../har-entry.ts';
import { inProxyError, inResult, inText } from '../../said-in.ts';

const page = (status: number, reason: string) =>
  inText(
    status,
    `<html>\r\n<head><title>${status} ${reason}</title></head>\r\n<hr><center>nginx</center></html>`,
    'text/html',
  );

it.each([
  ['nginx’s page', page(502, 'Bad Gateway'), 'nginx'],
  [
    'a page that names nobody',
    inText(500, '<html>oops</html>', 'text/html'),
    'A proxy in front of the gateway',
  ],
  ['Envoy’s plain words', inText(503, 'no healthy upstream'), 'A proxy in front of the gateway'],
  [
    'Cloudflare’s codes',
    { ...inText(521, 'error code: 521'), responseHeaders: { server: 'cloudflare' } },
    'Cloudflare',
  ],
  ['an empty 530', { status: 530, received: '' }, 'A proxy in front of the gateway'],
  [
    'a load balancer',
    { status: 503, received: '', responseHeaders: { server: 'awselb/2.0' } },
    'The AWS load balancer',
  ],
])('fires on %s', (_what, parts, who) => {
  const { findings } = inspect(parts);
  expect(findings).toMatchObject([{ rule: 'edge-failed', level: 'error', hop: 'client-to-gateway' }]);
  expect(findings[0]?.title).toBe(`${who} could not reach what is behind it (HTTP ${parts.status})`);
});

it('leaves LiteLLM’s own 5xx to its rule, although it came through a CDN', () => {
  const responseHeaders = {
    server: 'cloudflare',
    'cf-ray': '8f1-FRA',
    via: '1.1 caddy',
    'x-litellm-version': '1.110.2',
  };
  expect(verdicts({ ...inProxyError(502, 'boom'), responseHeaders })).toEqual(['gateway-exception/error']);
});

it('leaves a proxy’s timeout, and what it refuses itself, to their rules', () => {
  expect(verdicts(page(504, 'Gateway Time-out'))).toEqual(['edge-timeout/error']);
  expect(verdicts(page(403, 'Forbidden'))).toEqual(['edge-refused/error']);
});

it('takes a server’s own plain 500 for nobody’s, and a tool that quotes a proxy for a tool', () => {
  expect(verdicts(inText(500, 'Internal Server Error')).join()).not.toContain('edge-');
  expect(verdicts(inResult('502 Bad Gateway: no healthy upstream'))).toEqual(['tool-error/warning']);
});

it.each([520, 530, 540, 546, 561, 598])('knows %i for a status that no gateway has', (status) => {
  const json = { status, received: { code: 'WORKER_LIMIT', message: 'not enough compute resources' } };
  const { findings } = inspect({ ...json, responseHeaders: { server: 'cloudflare' } });
  expect(findings).toMatchObject([{ rule: 'edge-failed', hop: 'client-to-gateway' }]);
  // Platforms behind Cloudflare have statuses of their own.
  expect(findings[0]?.title.includes('Cloudflare')).toBe(status <= 530);
});

it('says that it could not fetch the keys for tokens, which it calls invalid', () => {
  const { findings } = inspect({
    ...inText(401, 'Jwks remote fetch is failed'),
    requestHeaders: { authorization: 'Bearer eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ1In0.c2ln' },
    responseHeaders: { 'www-authenticate': 'Bearer error="invalid_token"', server: 'envoy' },
  });
  expect(findings).toMatchObject([
    {
      rule: 'edge-failed',
      title: 'A proxy in front of the gateway could not fetch the keys that it checks tokens with',
    },
  ]);
});

it.each([
  ['VERCEL', { 'x-vercel-error': 'INFINITE_LOOP_DETECTED' }, 508],
  ['nginx', { server: 'nginx' }, 507],
])('says that %s failed itself', (_who, responseHeaders, status) => {
  const { findings } = inspect({ ...page(status, 'Loop'), responseHeaders });
  expect(findings[0]?.title).toMatch(new RegExp(`failed by itself \\(HTTP ${status}\\)$`));
});
