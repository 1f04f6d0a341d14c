import { expect, it } from 'vitest';
import { inspect, KEY, verdicts } from '../../har-entry.ts';

const failed = {
  status: 500,
  received: { error: 'MCP request failed', details: "No module named 'prisma'" },
};

const page = { status: 502, received: '<html>Bad Gateway</html>', receivedType: 'text/html' };

it('fires on an exception that no key explains', () => {
  expect(verdicts(failed)).toEqual(['gateway-exception/error']);
  expect(verdicts(page)).toEqual(['gateway-exception/error']);
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

it('says of a page that something in front of LiteLLM sent it', () => {
  const responseHeaders = { 'content-type': 'text/html; charset=utf-8' };
  expect(inspect({ ...page, responseHeaders }).findings[0]?.title).toBe(
    'What stands in front of LiteLLM answered with HTTP 502',
  );
  expect(inspect(failed).findings[0]?.title).toBe('LiteLLM failed inside (HTTP 500)');
});

it('knows a proxy’s plain words too', () => {
  const envoy = { status: 503, received: 'upstream connect error', receivedType: 'text/plain' };
  const { findings } = inspect({ ...envoy, responseHeaders: { 'content-type': 'text/plain' } });
  expect(findings[0]?.title).toBe('What stands in front of LiteLLM answered with HTTP 503');
});
