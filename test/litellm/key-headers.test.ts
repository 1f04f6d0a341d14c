import { describe, expect, it } from 'vitest';
import { createInspector } from '../../src/inspect.ts';
import { gatewayCredential } from '../../src/litellm/client-credentials.ts';
import { replayOf } from '../../src/report/copy/replay.ts';
import { debugHeaders, entry, GATEWAY, inspect, KEY, type Parts, verdicts } from '../har-entry.ts';

/** Headers in which an installation may take its key (`litellm_key_header_name`), and those of providers that LiteLLM reads. */
const HEADERS = [
  'x-acme-key',
  'X-Company-Auth',
  'x-goog-api-key',
  'api-key',
  'Ocp-Apim-Subscription-Key',
  'ai',
];
const FORMS = [KEY, `Bearer ${KEY}`];
const CASES = HEADERS.flatMap((name) => FORMS.map((value) => [name, value] as const));
const TOKEN = 'Bearer eyJhbGciOiJub25lIn0.eyJpc3MiOiJodHRwczovL2lkcC5leGFtcGxlIn0.c2lnbmF0dXJl';

const ABOUT_KEYS = /^(?:key-m|litellm-key-|auth-header-stripped|debug-headers-absent)/;
const aboutKeys = (...exchanges: readonly Parts[]) =>
  verdicts(...exchanges).filter((each) => ABOUT_KEYS.test(each) && !each.endsWith('/info'));

/** What proves LiteLLM without its own header. */
const LITELLM = { 'x-litellm-version': '1.110.2' };

describe.each(CASES)('a key in %s as “%s”', (name, value) => {
  it('is masked as the same credential wherever it stands', () => {
    const inspected = inspect(
      { requestHeaders: { 'x-litellm-api-key': `Bearer ${KEY}` } },
      { requestHeaders: { [name]: value }, received: { error: `unknown key ${KEY}` } },
    );
    expect(JSON.stringify(inspected)).not.toContain(KEY);
    const sent = inspected.exchange.request.headers[0]?.value;
    expect(sent).toBe(value.replace(KEY, '[masked sk-****0001 medium #1]'));
  });

  it('is the gateway’s', () => {
    const { exchange } = inspect({ requestHeaders: { [name]: value } });
    expect(gatewayCredential(exchange)?.name).toBe(name.toLowerCase());
  });

  it('is neither missing nor malformed when it is refused', () => {
    for (const received of [{ detail: 'Unauthorized' }, 'MCP request failed']) {
      const refused = { requestHeaders: { [name]: value }, status: 401, received, responseHeaders: LITELLM };
      expect(aboutKeys(refused)).toEqual([]);
    }
  });

  it('did reach LiteLLM, which never lists it', () => {
    const responseHeaders = debugHeaders({ 'inbound-auth': '(none)' });
    expect(aboutKeys({ requestHeaders: { [name]: value }, responseHeaders })).toEqual([]);
  });

  it('leaves Authorization to a user’s token, whatever LiteLLM compares it with', () => {
    const requestHeaders = { [name]: value, authorization: TOKEN };
    for (const resolution of ['oauth2-passthrough', 'extra-headers', 'static-token']) {
      const responseHeaders = debugHeaders({
        'inbound-auth': 'authorization=Bearer****dXJl',
        'oauth2-token': 'Bearer****dXJl (SAME_AS_LITELLM_KEY - likely misconfigured)',
        'auth-resolution': resolution,
      });
      expect(verdicts({ requestHeaders, responseHeaders }).join()).not.toMatch(/litellm-key-/);
    }
  });

  it('is one variable in a text to copy, and no second header is added', () => {
    const inspected = inspect({ requestHeaders: { [name]: value } });
    expect(replayOf(inspected)?.headers.flatMap((each) => each.value)).toContainEqual({
      variable: 'LITELLM_API_KEY',
    });
  });
});

describe('what is no key of the gateway', () => {
  it.each([
    [
      'a provider’s key beside the gateway’s',
      { 'x-api-key': 'sk-ant-throwaway-0002', authorization: `Bearer ${KEY}` },
      'authorization',
    ],
    [
      'a key for a server',
      { 'x-mcp-github-authorization': `Bearer ${KEY}`, authorization: TOKEN },
      'authorization',
    ],
    ['an id', { 'x-request-key': 'abcdef0123456789', authorization: TOKEN }, 'authorization'],
    ['a session', { 'mcp-session-id': 'sk-looks-like-one-0003' }, undefined],
  ])('%s', (_what, requestHeaders, name) => {
    expect(gatewayCredential(inspect({ requestHeaders }).exchange)?.name).toBe(name);
  });

  it('leaks from Authorization all the same, where a provider’s key is beside it', () => {
    const requestHeaders = { 'x-api-key': 'sk-ant-throwaway-0002', authorization: `Bearer ${KEY}` };
    const responseHeaders = debugHeaders({
      'inbound-auth': 'authorization=Bearer****0001',
      'oauth2-token': 'Bearer****0001 (SAME_AS_LITELLM_KEY - likely misconfigured)',
      'auth-resolution': 'oauth2-passthrough',
    });
    expect(verdicts({ requestHeaders, responseHeaders })).toContain('litellm-key-leaks-upstream/error');
  });

  it('makes a request without any key one without', () => {
    const requestHeaders = { 'x-request-key': 'abcdef0123456789' };
    const refused = { requestHeaders, status: 401, received: { detail: 'no' }, responseHeaders: LITELLM };
    expect(verdicts(refused)).toContain('key-missing/error');
  });

  it.each(['sk-', 'Bearer', 'token ring', 'services'])('“%s” is masked as any unknown header', (value) => {
    const { exchange } = inspect({ requestHeaders: { 'x-acme': value } });
    expect(exchange.request.headers[0]?.value).toMatch(/^(?:token )?\[masked /i);
  });
});

it('marks a stream as the gateway’s', () => {
  const stream = {
    method: 'GET',
    url: `${GATEWAY}/everything/sse`,
    requestHeaders: { accept: 'text/event-stream', 'x-acme-key': `Bearer ${KEY}` },
    received: '',
    status: 503,
  };
  expect(createInspector().add(entry(stream))?.kind).toBe('mcp');
  const other = { ...stream, requestHeaders: { accept: 'text/event-stream', 'x-acme-key': 'abc' } };
  expect(createInspector().add(entry(other))).toBeUndefined();
});
