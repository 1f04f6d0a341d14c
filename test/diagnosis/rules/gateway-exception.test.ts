import { expect, it } from 'vitest';
import { inspect, KEY, verdicts } from '../../har-entry.ts';

const failed = {
  status: 500,
  received: { error: 'MCP request failed', details: "No module named 'prisma'" },
};

const page = { status: 502, received: '<html>Bad Gateway</html>', receivedType: 'text/html' };

it('fires on an exception that no key explains', () => {
  expect(verdicts(failed)).toEqual(['gateway-exception/error']);
  expect(inspect(failed).findings[0]?.title).toBe('LiteLLM failed inside (HTTP 500)');
});

it('says when the same key worked before, and only then', () => {
  expect(inspect({}, failed).findings[0]?.why).toContain('the key is fine');
  const other = { requestHeaders: { 'x-litellm-api-key': 'Bearer sk-another-key-entirely' } };
  expect(inspect(other, failed).findings[0]?.why).not.toContain('the key is fine');
});

it('leaves a missing or malformed key to their rules', () => {
  expect(verdicts({ ...failed, requestHeaders: {} })).toEqual(['key-missing/error']);
  expect(verdicts({ ...failed, requestHeaders: { 'x-litellm-api-key': KEY } })).toEqual([
    'key-malformed/error',
  ]);
});

it('leaves a proxy’s page, and its plain words, to its rule', () => {
  const responseHeaders = { 'content-type': 'text/html; charset=utf-8' };
  expect(verdicts({ ...page, responseHeaders })).toEqual(['edge-failed/error']);
  const envoy = { status: 503, received: 'upstream connect error', receivedType: 'text/plain' };
  expect(verdicts({ ...envoy, responseHeaders: { 'content-type': 'text/plain' } })).toEqual([
    'edge-failed/error',
  ]);
});
