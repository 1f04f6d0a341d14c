import { describe, expect, it } from 'vitest';
import { createInspector } from '../../src/inspect.ts';
import { isHeaderName, LITELLM_NAMES, meaningIn } from '../../src/litellm/header-names.ts';
import { entry, type Parts } from '../har-entry.ts';

const NAMES = { debugRequest: 'x-acme-trace', debugPrefix: 'x-acme-trace-', key: 'x-acme-key' };
const KEY = 'sk-1234567890abcdef1234';

/** A call through a fork that renamed everything. */
const FORKED: Parts = {
  requestHeaders: { 'X-Acme-Trace': 'true', 'X-Acme-Key': `Bearer ${KEY}`, authorization: `Bearer ${KEY}` },
  responseHeaders: {
    'X-Acme-Trace-Auth-Resolution': 'per-request-header',
    'x-acme-trace-inbound-auth': 'x-acme-key=sk-123************1234; authorization=sk-123************1234',
    'x-acme-trace-oauth2-token': 'Bearer************1234 (SAME_AS_LITELLM_KEY - likely misconfigured)',
    'x-acme-trace-outbound-url': 'https://mcp.example/mcp',
    'x-acme-trace-server-auth-type': 'oauth2',
    'x-acme-trace-secret': 'not one of the seven',
  },
};

describe('the headers of a fork', () => {
  it('are read, shown and quoted under their own names', () => {
    const inspected = createInspector({ names: NAMES }).add(entry(FORKED));
    expect(inspected?.debug).toMatchObject({
      resolution: 'per-request-header',
      outboundUrl: 'https://mcp.example/mcp',
      serverAuthType: 'oauth2',
      oauth2Token: { sameAsLitellmKey: true },
      inboundAuth: [{ name: 'x-acme-key' }, { name: 'authorization' }],
    });
    const leak = inspected?.findings.find(({ rule }) => rule === 'litellm-key-leaks-upstream');
    expect(leak?.level).toBe('error');
    expect(leak?.evidence.map(({ place }) => place)).toContainEqual({
      in: 'response-header',
      name: 'X-Acme-Trace-Auth-Resolution',
    });
    expect(JSON.stringify(inspected)).not.toContain(KEY);
    expect(JSON.stringify(inspected)).not.toContain('not one of the seven');
  });

  it('mean nothing to a recording that does not know them, and no credential is shown', () => {
    const inspected = createInspector().add(entry(FORKED));
    expect(inspected?.debug).toBeUndefined();
    expect(JSON.stringify(inspected)).not.toContain(KEY);
  });

  it('are known without being told where the name tells', () => {
    const responseHeaders = { 'x-acme-mcp-debug-auth-resolution': 'no-auth' };
    expect(createInspector().add(entry({ responseHeaders }))?.debug?.resolution).toBe('no-auth');
  });
});

describe('meaningIn', () => {
  const meaning = meaningIn(NAMES);

  it.each([
    ['X-Acme-Trace', 'x-litellm-mcp-debug'],
    ['x-acme-key', 'x-litellm-api-key'],
    ['x-acme-trace-outbound-url', 'x-mcp-debug-outbound-url'],
    ['x-other-debug-inbound-auth', 'x-mcp-debug-inbound-auth'],
    ['x-other-mcp-debug', 'x-litellm-mcp-debug'],
    ['x-acme-trace-cookie', undefined],
    ['x-mcp-debug-inbound-auth', undefined],
    ['x-litellm-mcp-debug', undefined],
    ['inbound-auth', undefined],
    ['authorization', undefined],
  ])('of %s is %s', (name, meant) => {
    expect(meaning(name)).toBe(meant);
  });

  it('of LiteLLM’s own names is nothing else', () => {
    for (const name of Object.values(LITELLM_NAMES)) expect(meaningIn(LITELLM_NAMES)(name)).toBeUndefined();
  });

  it('with a prefix of everything makes no credential into text', () => {
    const all = createInspector({ names: { ...NAMES, debugPrefix: 'x-' } });
    const responseHeaders = { 'x-api-key': KEY, 'x-secret': KEY, 'x-auth-token': KEY };
    expect(JSON.stringify(all.add(entry({ responseHeaders })))).not.toContain(KEY);
  });
});

it.each([
  ['x-debug', true],
  ['X-Debug', false],
  ['x debug', false],
  ['x-debug:', false],
  ['', false],
  ['x-ö', false],
])('%j can be a header: %s', (text, can) => {
  expect(isHeaderName(text)).toBe(can);
});
