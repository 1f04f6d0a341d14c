import { expect, it } from 'vitest';
import { GATEWAY, inspect, refused, rpc, toolFailed, toolSaid, verdicts } from '../../har-entry.ts';
import { inBody, inProxyError, inRest } from '../../said-in.ts';

const sentence = 'The key is not allowed to access the requested MCP servers: nowhere';

it.each([
  ['403', { status: 403, received: { detail: sentence } }],
  ['an error inside a 200', refused(-32600, sentence)],
  ['a failed tool inside a 200', toolFailed(`Error: ${sentence}`)],
  [
    'the REST routes',
    {
      method: 'GET',
      url: `${GATEWAY}/mcp-rest/tools/list?server_id=x`,
      status: 403,
      received: { detail: { error: 'access_denied' } },
    },
  ],
])('fires on %s', (_what, parts) => {
  expect(verdicts(parts)).toEqual(['key-not-permitted/error']);
});

it('says where a refusal hides in an HTTP 200', () => {
  const [finding] = inspect(refused(-32600, sentence)).findings;
  expect(finding?.why).toContain('inside an HTTP 200');
});

it.each([
  'ip_filtering',
  'Session is bound to a different caller',
  'Parameters [x] are not allowed for tool y',
])('leaves a 403 for another reason to others: %s', (detail) => {
  expect(verdicts({ status: 403, received: { detail } }).join()).not.toContain('key-not-permitted');
});

it('is quiet about a tool that talks of permissions and succeeds', () => {
  expect(verdicts(toolSaid(sentence))).toEqual([]);
});

it('leaves it to the server where LiteLLM passes on the server’s own 403', () => {
  expect(verdicts({ status: 403, received: { detail: 'Forbidden' } })).toEqual(['upstream-forbidden/error']);
});

it.each([
  'user not allowed to access this route, role= internal_user. Trying to access: /mcp-rest/test/tools/list',
  'User does not have permission to create mcp servers. You can only create mcp servers if you are a PROXY_ADMIN.',
  'You do not have permission to view MCP servers for this team.',
  'Admin access required to view MCP server submissions.',
  'Only proxy admins can update all users at once.',
])('says that it is the role: %s', (words) => {
  for (const parts of [
    inRest(403, words),
    inRest(403, { error: words }),
    inBody(403, words),
    inProxyError(401, words),
  ]) {
    expect(inspect(parts).findings).toMatchObject([
      { rule: 'key-not-permitted', title: 'Your role on the gateway does not allow this' },
    ]);
  }
});

it.each([
  ['prompts/get', 'User not allowed to get this prompt.'],
  ['resources/read', 'User not allowed to read this resource.'],
])('fires on %s, whose status stands in the words', (method, words) => {
  const parts = { sent: rpc(method, { name: 'x', uri: 'file:///x' }), ...refused(0, `403: ${words}`) };
  expect(verdicts(parts)).toEqual(['key-not-permitted/error']);
});
