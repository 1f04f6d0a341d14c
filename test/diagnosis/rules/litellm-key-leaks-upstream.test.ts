import { expect, it } from 'vitest';
import { debugHeaders, GATEWAY, inspect, KEY, verdicts } from '../../har-entry.ts';

const same = 'Bearer****0001 (SAME_AS_LITELLM_KEY - likely misconfigured)';
const leak = (resolution: string, replaced = {}) =>
  debugHeaders({
    'oauth2-token': same,
    'auth-resolution': resolution,
    'inbound-auth': 'authorization=Bearer****0001',
    ...replaced,
  });
const requestHeaders = { authorization: `Bearer ${KEY}` };

it.each(['oauth2-passthrough', 'extra-headers', 'per-request-header'])('fires with %s', (resolution) => {
  expect(verdicts({ requestHeaders, responseHeaders: leak(resolution) })).toEqual([
    'litellm-key-leaks-upstream/error',
  ]);
});

it('fires when one of several servers gets the key', () => {
  const responseHeaders = leak('multiple', { 'auth-resolutions': '{"a":"no-auth","b":"extra-headers"}' });
  expect(verdicts({ requestHeaders, responseHeaders })).toEqual(['litellm-key-leaks-upstream/error']);
});

it.each(['no-auth', 'static-token', 'm2m-client-credentials', 'stored-user-token'])(
  'says no leak with %s',
  (resolution) => {
    const found = verdicts({ requestHeaders, responseHeaders: leak(resolution) });
    expect(found).toContain('litellm-key-in-authorization/warning');
    expect(found.join()).not.toContain('leaks');
  },
);

it('claims no leak of a user’s own token, which LiteLLM takes for its key when it is all the client sent', () => {
  const own = { authorization: 'Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJ1c2VyIn0.' };
  expect(verdicts({ requestHeaders: own, responseHeaders: leak('oauth2-passthrough') })).toEqual([
    'litellm-key-leaks-upstream/info',
  ]);
});

it('claims no leak when another credential is what goes to the server', () => {
  const both = { ...requestHeaders, 'x-mcp-auth': 'Bearer another-credential' };
  const arrived = { 'inbound-auth': 'authorization=Bearer****0001; x-mcp-auth=Bearer****tial' };
  expect(verdicts({ requestHeaders: both, responseHeaders: leak('per-request-header', arrived) })).toEqual([
    'litellm-key-in-authorization/warning',
  ]);
});

it.each(['x-mcp-auth', 'x-mcp-everything-authorization'])(
  'fires when the key stands in %s too, which the server gets',
  (name) => {
    const both = { 'x-litellm-api-key': `Bearer ${KEY}`, [name]: `Bearer ${KEY}` };
    const responseHeaders = debugHeaders({
      'auth-resolution': 'per-request-header',
      'inbound-auth': 'x-litellm-api-key=Bearer****0001; x-mcp-auth=Bearer****0001',
    });
    const [finding] = inspect({ requestHeaders: both, responseHeaders }).findings;
    expect(finding).toMatchObject({ rule: 'litellm-key-leaks-upstream', level: 'error' });
    expect(finding?.why).toContain(`LiteLLM’s own key is in ${name} and`);
  },
);

it('shows the wrong and the right command, quoted, with a placeholder for the key', () => {
  const url = `${GATEWAY}/mcp/it's%20mine;x`;
  const [finding] = inspect({ url, requestHeaders, responseHeaders: leak('oauth2-passthrough') }).findings;
  expect(finding?.fix.user?.commands?.map(({ text }) => text)).toEqual([
    `claude mcp add --transport http it_s_mine_x 'http://127.0.0.1:4000/mcp/it'"'"'s%20mine;x' \\\n  --header "Authorization: Bearer $LITELLM_API_KEY"`,
    `claude mcp add --transport http it_s_mine_x 'http://127.0.0.1:4000/mcp/it'"'"'s%20mine;x' \\\n  --header "x-litellm-api-key: Bearer $LITELLM_API_KEY"`,
  ]);
});
