import { describe, expect, it } from 'vitest';
import { createRedact } from '../../src/exchange/redact/redact.ts';
import { asksForDebug, decodeDebugHeaders } from '../../src/litellm/debug-headers.ts';
import { litellm } from '../../src/litellm/profile.ts';
import { debugHeaders, entry } from '../har-entry.ts';

const decode = (responseHeaders: Readonly<Record<string, string>>) =>
  decodeDebugHeaders(createRedact(litellm())(entry({ responseHeaders }), 0));

describe('decodeDebugHeaders', () => {
  it('is absent where no debug header came', () => {
    expect(decode({ 'content-type': 'application/json', 'x-mcp-other': 'x' })).toBeUndefined();
  });

  it('reads (none) and (unknown) as absent, and keeps what came beside it', () => {
    const debug = decode(debugHeaders({ 'inbound-auth': '(none)', 'outbound-url': '(unknown)' }));
    expect(debug).toMatchObject({ inboundAuth: [], resolution: 'no-auth', weakMasks: [] });
    expect(debug).not.toHaveProperty('oauth2Token');
    expect(debug).not.toHaveProperty('outboundUrl');
    expect(debug).not.toHaveProperty('serverAuthType');
    expect(debug?.raw).toHaveLength(5);
  });

  it('reads several inbound credentials in order', () => {
    const debug = decode(
      debugHeaders({
        'inbound-auth': 'x-litellm-api-key=Bearer****0001; authorization=sk-thr****0001; x-mcp-auth=*****',
      }),
    );
    expect(debug?.inboundAuth.map(({ name }) => name)).toEqual([
      'x-litellm-api-key',
      'authorization',
      'x-mcp-auth',
    ]);
  });

  it('tells the mark for the gateway’s own key from the token', () => {
    const marked = 'Bearer****0001 (SAME_AS_LITELLM_KEY - likely misconfigured)';
    expect(decode(debugHeaders({ 'oauth2-token': marked }))?.oauth2Token).toEqual({
      masked: 'Bearer****0001',
      sameAsLitellmKey: true,
    });
    expect(decode(debugHeaders({ 'oauth2-token': 'Bearer****0001' }))?.oauth2Token?.sameAsLitellmKey).toBe(
      false,
    );
  });

  it('shows a label nobody knows as it came', () => {
    expect(decode(debugHeaders({ 'auth-resolution': 'quantum-handshake' }))?.resolution).toBe(
      'quantum-handshake',
    );
  });

  it('reads a label for each server', () => {
    const debug = decode(
      debugHeaders({
        'auth-resolution': 'multiple',
        'auth-resolutions': '{"a":"no-auth","__proto__":"static-token"}',
        'auth-resolutions-truncated': 'true',
      }),
    );
    expect(Object.entries(debug?.resolutions ?? {})).toEqual([
      ['a', 'no-auth'],
      ['__proto__', 'static-token'],
    ]);
    expect(debug?.resolutionsTruncated).toBe(true);
  });

  it('leaves out a list of servers that is no JSON', () => {
    expect(decode(debugHeaders({ 'auth-resolutions': '{"a":' }))?.resolutions).toBeUndefined();
  });

  it('notices a short credential that an old proxy showed in clear', () => {
    const debug = decode(debugHeaders({ 'inbound-auth': 'x-mcp-auth=hunter2' }));
    expect(debug?.weakMasks).toEqual(['x-mcp-debug-inbound-auth']);
    expect(JSON.stringify(debug)).not.toContain('hunter2');
  });
});

it.each([
  ['true', true],
  ['TRUE', true],
  ['1', true],
  ['yes', true],
  ['0', false],
  ['', false],
])('x-litellm-mcp-debug: %s asks for debug headers: %s', (value, asks) => {
  const exchange = createRedact(litellm())(entry({ requestHeaders: { 'X-LiteLLM-MCP-Debug': value } }), 0);
  expect(asksForDebug(exchange)).toBe(asks);
});
