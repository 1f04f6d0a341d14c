import { describe, expect, it } from 'vitest';
import type { Party } from '../../src/answers/refusal.ts';
import { type Answerer, whoAnswered } from '../../src/answers/who.ts';
import { exported } from '../exported.ts';
import { failed, inspect, type Parts } from '../har-entry.ts';
import { inBody, inProxyError, inRpc, inText } from '../said-in.ts';

/** The same before an export and read from it. */
function who(parts: Parts): Answerer {
  const { before, after } = exported(parts);
  const answerer = whoAnswered(before.exchange);
  expect(whoAnswered(after.exchange)).toEqual(answerer);
  return answerer;
}

const empty = (status: number, responseHeaders: Readonly<Record<string, string>>): Parts => ({
  status,
  received: '',
  receivedType: '',
  responseHeaders,
});

const page = (responseHeaders: Readonly<Record<string, string>>, status = 502): Parts => ({
  ...inText(status, '<html><head><title>An error</title></head></html>', 'text/html'),
  responseHeaders: { 'content-type': 'text/html', ...responseHeaders },
});

describe('a header that only the party itself sends', () => {
  it.each<[string, string, Party, string]>([
    ['cf-mitigated', 'challenge', 'edge', 'Cloudflare'],
    ['x-amzn-waf-action', 'captcha', 'edge', 'AWS WAF'],
    ['x-vercel-error', 'FUNCTION_INVOCATION_TIMEOUT', 'edge', 'Vercel'],
    ['x-vercel-mitigated', 'deny', 'edge', 'Vercel'],
    ['ngrok-error-code', 'ERR_NGROK_3200', 'edge', 'ngrok'],
    ['x-deny-reason', 'host_not_allowed', 'edge', 'The egress proxy'],
    ['server', 'awselb/2.0', 'edge', 'The AWS load balancer'],
    ['server', 'AkamaiGHost', 'edge', 'Akamai'],
    ['server', 'Microsoft-Azure-Application-Gateway/v2', 'edge', 'Azure Application Gateway'],
    ['x-oagw-error-source', 'gateway', 'gateway', 'OAGW'],
    ['x-oagw-error-source', 'upstream', 'server', 'OAGW'],
    ['x-gram-proxy-response', '1', 'server', 'Gram'],
    ['x-kong-upstream-latency', '12', 'unknown', ''],
    ['x-litellm-version', '1.110.2', 'gateway', 'LiteLLM'],
    ['x-litellm-call-id', '7f3a', 'gateway', 'LiteLLM'],
    ['x-mcp-debug-auth-resolution', 'no-auth', 'gateway', 'LiteLLM'],
  ])('%s: %s', (name, value, by, product) => {
    const answerer = who(empty(403, { [name]: value }));
    expect(answerer.by).toBe(by);
    expect(answerer.product ?? '').toBe(product);
    expect(answerer.certain).toBe(by !== 'unknown');
    if (by !== 'unknown') expect(answerer.marks.map(({ header }) => header)).toEqual([name]);
  });

  it('www-authenticate: Cloudflare-Access', () => {
    const challenge = 'Cloudflare-Access resource_metadata="https://acme.cloudflareaccess.com/x"';
    expect(who(empty(401, { 'www-authenticate': challenge }))).toMatchObject({
      by: 'edge',
      product: 'Cloudflare Access',
    });
  });
});

describe('Kong', () => {
  it('answered itself where it measured nothing behind', () => {
    expect(who(empty(429, { 'x-kong-response-latency': '1' }))).toMatchObject({
      by: 'gateway',
      product: 'Kong',
    });
    expect(who(empty(429, { 'x-kong-request-id': 'abc' }))).toMatchObject({ by: 'gateway', product: 'Kong' });
  });

  it('handed on what the server behind it answered', () => {
    const responseHeaders = { 'x-kong-request-id': 'abc', 'x-kong-upstream-latency': '12' };
    expect(who(empty(429, responseHeaders))).toMatchObject({ by: 'server', certain: true });
  });
});

describe('the form of a body', () => {
  it('is LiteLLM’s exception, which others could write too', () => {
    expect(who(inProxyError(400, 'boom'))).toMatchObject({
      by: 'gateway',
      product: 'LiteLLM',
      certain: false,
    });
  });

  it('is LiteLLM’s error with details', () => {
    expect(who({ status: 500, received: { error: 'MCP request failed', details: 'x' } })).toMatchObject({
      by: 'gateway',
      certain: false,
    });
  });

  it.each<[string, Parts]>([
    ['FastAPI’s detail, which many have', inBody(403, 'Forbidden')],
    ['an error with a message', { status: 400, received: { error: { message: 'boom' } } }],
    ['JSON-RPC', inRpc(-32603, 'boom')],
    ['a plain line below 500', inText(400, 'Bad Request')],
    ['the plain 500 of servers in Python', inText(500, 'Internal Server Error')],
  ])('claims nobody by %s', (_what, parts) => {
    expect(who(parts)).toEqual({ by: 'unknown', marks: [], certain: false });
  });
});

describe('a page where JSON is due', () => {
  it.each([
    ['cloudflare', 'Cloudflare'],
    ['CloudFront', 'CloudFront'],
    ['nginx/1.27.0', 'nginx'],
    ['openresty', 'nginx'],
    ['Apache/2.4.62', 'Apache'],
    ['envoy', 'Envoy'],
    ['istio-envoy', 'Envoy'],
    ['Caddy', 'Caddy'],
    ['Varnish', 'Varnish'],
    ['Google Frontend', 'Google Frontend'],
    ['Vercel', 'Vercel'],
    ['Netlify', 'Netlify'],
    ['Microsoft-IIS/10.0', 'IIS'],
    ['BigIP', 'BIG-IP'],
  ])('is that of %s', (server, product) => {
    expect(who(page({ server }))).toMatchObject({ by: 'edge', product, certain: true });
  });

  it('is somebody’s in front, where it names nobody', () => {
    expect(who(page({}))).toEqual({
      by: 'edge',
      marks: [{ quote: 'HTML where JSON is due' }],
      certain: false,
    });
  });

  it('is known by the name at its foot', () => {
    const text =
      '<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<hr><center>nginx/1.27.0</center></html>';
    expect(who(inText(502, text, 'text/html'))).toMatchObject({ by: 'edge', product: 'nginx' });
  });

  it('is CloudFront’s own where it says so', () => {
    expect(who(page({ 'x-cache': 'Error from cloudfront' }, 403))).toMatchObject({ product: 'CloudFront' });
  });

  it.each([502, 503, 504])('may be a plain line with a %i', (status) => {
    expect(who(inText(status, 'no healthy upstream'))).toMatchObject({ by: 'edge', certain: false });
  });

  it.each([520, 521, 524, 530])('may be nothing but a %i', (status) => {
    expect(who(empty(status, {})).by).toBe('edge');
    expect(who(empty(status, { server: 'cloudflare' }))).toMatchObject({
      product: 'Cloudflare',
      certain: true,
    });
  });
});

describe('a mark of who only passed it on', () => {
  const passing = {
    server: 'nginx/1.27.0',
    via: '1.1 caddy',
    'cf-ray': '8f1a2b3c4d5e6f70-FRA',
    'cf-cache-status': 'DYNAMIC',
    'x-cache': 'Error from cloudfront',
    'x-amz-cf-id': 'abc',
  };

  it.each<[string, Parts, Party]>([
    ['LiteLLM’s exception', inProxyError(429, 'boom'), 'gateway'],
    ['LiteLLM’s headers', empty(502, { 'x-litellm-version': '1.110.2' }), 'gateway'],
    ['JSON of somebody', inBody(403, 'Forbidden'), 'unknown'],
    ['JSON-RPC', { ...inRpc(-32603, 'boom'), status: 500 }, 'unknown'],
    ['nothing', empty(404, {}), 'unknown'],
  ])('claims nothing beside %s', (_what, parts, by) => {
    const answerer = who({ ...parts, responseHeaders: { ...passing, ...parts.responseHeaders } });
    expect(answerer.by).toBe(by);
    expect(answerer.marks.filter(({ header }) => header !== undefined && header in passing)).toEqual([]);
  });
});

describe('a body that is not known', () => {
  const without = (status: number, responseHeaders: Readonly<Record<string, string>>): Answerer => {
    const { exchange } = inspect(empty(status, responseHeaders));
    const { body: _body, ...response } = exchange.response;
    return whoAnswered({ ...exchange, bodies: 'not read', response });
  };

  it.each([400, 403, 500, 502, 503, 504])('claims nobody with a %i', (status) => {
    expect(without(status, { server: 'nginx', via: '1.1 caddy' })).toEqual({
      by: 'unknown',
      marks: [],
      certain: false,
    });
  });

  it('is no reason to overlook a header', () => {
    expect(without(403, { 'cf-mitigated': 'challenge' }).by).toBe('edge');
  });
});

it('is the browser where there is no response, by its own reason', () => {
  expect(who(failed('net::ERR_FAILED'))).toEqual({
    by: 'browser',
    marks: [{ quote: 'net::ERR_FAILED' }],
    certain: true,
  });
  expect(who({ status: 0, received: '', receivedType: '' }).by).toBe('unknown');
});
