import { expect, it } from 'vitest';
import { GATEWAY, inspect, KEY, pageLoad, sentFrom, verdicts } from '../../har-entry.ts';

const challenged = (value: string) => ({
  status: 401,
  responseHeaders: { 'www-authenticate': value },
  received: {},
});
const standard = challenged('Bearer resource_metadata="http://127.0.0.1:4000/meta"');
const metadata = {
  method: 'GET',
  url: `${GATEWAY}/.well-known/oauth-protected-resource/mcp/everything`,
  received: {},
};

it('quotes the next step, in each generation’s wording, and asks the endpoint’s own metadata', () => {
  for (const value of [
    'Bearer resource_metadata="http://127.0.0.1:4000/meta"',
    'Bearer authorization_uri="http://127.0.0.1:4000/meta"',
    'Bearer authorization_uri=http://127.0.0.1:4000/meta',
  ]) {
    const { findings } = inspect(challenged(value));
    const finding = findings.find(({ rule }) => rule === 'oauth-login-required');
    expect(finding?.level).toBe('info');
    expect(finding?.evidence.map(({ quote }) => quote)).toContain(`www-authenticate: ${value}`);
    expect(JSON.stringify(finding?.fix)).not.toContain('4000/meta');
    expect(finding?.fix.user?.commands?.[0]?.text).toBe(`curl -isS ${metadata.url}`);
  }
});

it('warns when the client called again and took no step between', () => {
  expect(verdicts(standard, standard)).toEqual(['oauth-login-required/warning']);
  expect(verdicts(standard, metadata, standard)).toEqual(['oauth-login-required/info']);
});

it('does not count what a page was told before it was loaded anew', () => {
  const page = 'http://127.0.0.1:5000';
  const call = sentFrom(page, standard);
  const load = (url: string) => ({ ...pageLoad(url), at: 50 });
  expect(verdicts(call, load(`${page}/`), { ...call, at: 100 })).toEqual(['oauth-login-required/info']);
  expect(verdicts(call, load('http://127.0.0.1:5001/'), { ...call, at: 100 })).toEqual([
    'oauth-login-required/warning',
  ]);
  expect(verdicts(call, load(`${page}/`), { ...call, at: 100 }, { ...call, at: 200 })).toEqual([
    'oauth-login-required/warning',
  ]);
});

it('knows the last of very many pages', () => {
  const page = 'http://127.0.0.1:5000';
  const call = sentFrom(page, standard);
  const others = Array.from({ length: 1_500 }, () => ({ ...pageLoad('http://127.0.0.1:5001/'), at: 10 }));
  const load = { ...pageLoad(`${page}/`), at: 50 };
  expect(verdicts(call, ...others, { ...call, at: 20 }, load, { ...call, at: 100 })).toEqual([
    'oauth-login-required/info',
  ]);
});

it('takes an address that is no URL as it is', () => {
  const nowhere = { ...standard, url: 'not a url' };
  expect(verdicts(standard, nowhere)).toContain('oauth-login-required/info');
  expect(verdicts(standard, nowhere, standard, standard)).toEqual(['oauth-login-required/warning']);
});

it('does not count another server’s challenge', () => {
  expect(verdicts({ ...standard, url: `${GATEWAY}/mcp/other` }, standard)).toEqual([
    'oauth-login-required/info',
  ]);
});

it('is quiet about a 401 that leads nowhere, and about other statuses', () => {
  expect(
    verdicts({ ...challenged('Bearer'), requestHeaders: { authorization: `Bearer ${KEY}` } }).join(),
  ).not.toContain('oauth-login');
  expect(verdicts({ ...standard, status: 403 }).join()).not.toContain('oauth-login');
});
