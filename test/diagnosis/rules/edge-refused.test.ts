import { expect, it } from 'vitest';
import { inspect, verdicts } from '../../har-entry.ts';
import { inBody, inText } from '../../said-in.ts';

const page = (title: string) => `<!DOCTYPE html><html><head><title>${title}</title></head></html>`;

it.each([
  [
    'Cloudflare',
    'a challenge',
    {
      ...inText(403, page('Just a moment...'), 'text/html'),
      responseHeaders: { 'cf-mitigated': 'challenge' },
    },
  ],
  [
    'Cloudflare',
    'a firewall rule',
    {
      ...inText(403, page('Attention Required! | Cloudflare'), 'text/html'),
      responseHeaders: { server: 'cloudflare' },
    },
  ],
  ['AWS WAF', 'a firewall', { ...inText(403, '', ''), responseHeaders: { 'x-amzn-waf-action': 'block' } }],
  ['Akamai', 'a bot check', { ...inText(403, '', ''), responseHeaders: { server: 'AkamaiGHost' } }],
  ['A proxy in front of the gateway', 'a policy', inText(403, 'RBAC: access denied')],
])('fires on %s with %s', (who, _what, parts) => {
  const { findings } = inspect(parts);
  expect(findings).toMatchObject([{ rule: 'edge-refused', level: 'error', hop: 'client-to-gateway' }]);
  expect(findings[0]?.title).toBe(`${who} blocked the request before it reached any MCP server`);
});

it('shows by which mark', () => {
  const parts = { status: 403, received: '', responseHeaders: { 'cf-mitigated': 'challenge' } };
  expect(inspect(parts).findings[0]?.evidence.map(({ quote }) => quote)).toContain('cf-mitigated: challenge');
});

it('is quiet about a refusal that a CDN only handed on', () => {
  const responseHeaders = { server: 'cloudflare', 'cf-ray': '8f1-FRA' };
  const detail = 'The key is not allowed to access the requested MCP servers: nowhere';
  expect(verdicts({ ...inBody(403, detail), responseHeaders })).toEqual(['key-not-permitted/error']);
});

it('leaves a limit of requests to its rule', () => {
  const responseHeaders = { 'cf-mitigated': 'challenge' };
  expect(verdicts({ ...inText(429, 'error code: 1015'), responseHeaders })).toEqual(['rate-limited/error']);
});

const CHECKS = [
  { 'x-amzn-waf-action': 'challenge' },
  { 'x-amzn-waf-action': 'captcha' },
  { 'cf-mitigated': 'challenge' },
  { 'x-vercel-mitigated': 'challenge' },
];

it.each([200, 202, 403, 405, 406, 503])('fires on a bot check, whatever its status: %i', (status) => {
  for (const responseHeaders of CHECKS) {
    for (const parts of [
      inText(status, '', 'text/html'),
      inText(status, page('Human Verification'), 'text/html'),
    ]) {
      expect(verdicts({ ...parts, responseHeaders })).toEqual(['edge-refused/error']);
    }
  }
});

it('is quiet about an answer that such a firewall let through', () => {
  expect(verdicts({ responseHeaders: { 'x-amzn-waf-action': 'count', 'cf-ray': '8f1-FRA' } })).toEqual([]);
});

it('advises on the URL where http was sent to a port that takes TLS', () => {
  const [finding] = inspect(
    inText(400, page('400 The plain HTTP request was sent to HTTPS port'), 'text/html'),
  ).findings;
  expect(finding?.rule).toBe('edge-refused');
  expect(finding?.fix.user?.text).toContain('https://');
  expect(JSON.stringify(finding?.fix)).not.toContain('bot check');
});
