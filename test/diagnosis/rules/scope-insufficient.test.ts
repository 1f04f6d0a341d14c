import { expect, it } from 'vitest';
import { inspect, verdicts } from '../../har-entry.ts';
import { inResult, inRpc } from '../../said-in.ts';

const refused = (error: string) => ({
  status: 403,
  received: { error },
  responseHeaders: { 'www-authenticate': `Bearer error="${error}", scope="files:write"` },
});

it('fires and names the scope', () => {
  const finding = inspect(refused('insufficient_scope')).findings.find(
    ({ rule }) => rule === 'scope-insufficient',
  );
  expect(finding?.why).toContain('Needed: “files:write”.');
  expect(JSON.stringify(finding?.fix)).not.toContain('files:write');
});

it('is quiet about another refusal', () => {
  expect(verdicts(refused('invalid_token')).join()).not.toContain('scope-insufficient');
});

const hex = (text: string): string => Buffer.from(text).toString('hex');
const asking = (scope: string) => {
  const challenge = `Bearer error="insufficient_scope", scope="${scope}"`;
  return inspect({
    ...refused('insufficient_scope'),
    responseHeaders: { 'www-authenticate': challenge },
  }).findings.find(({ rule }) => rule === 'scope-insufficient')?.why;
};
const scopeOf = (server: string, permission: string): string =>
  `litellm:mcp_scope:${hex(server)}:${hex(permission)}`;

it.each<[string, string, string]>([
  [
    'a server’s name',
    scopeOf('github', 'repo:write'),
    'The server “github” asks for the scope “repo:write”.',
  ],
  [
    'an id that a program made',
    scopeOf('0f8fad5b-d9cb-469f-a165-70867728950e', 'files:read'),
    'The server “0f8fad5b-d9cb-469f-a165-70867728950e” asks for the scope “files:read”.',
  ],
  [
    'several',
    `${scopeOf('github', 'repo')} ${scopeOf('github', 'user')} ${scopeOf('slack', 'chat')}`,
    'The server “github” asks for the scopes “repo”, “user”. The server “slack” asks for the scope “chat”.',
  ],
  [
    'other scopes beside it',
    `mcp:tools ${scopeOf('grün', 'Ü')}`,
    'Needed: “mcp:tools”. The server “grün” asks for the scope “Ü”.',
  ],
])('reads LiteLLM’s form of a scope: %s', (_what, scope, words) => {
  expect(asking(scope)).toBe(`The token is good, but does not allow this. ${words}`);
});

it.each([
  'litellm:mcp_scope:67:6',
  'litellm:mcp_scope:zz:6162',
  'litellm:mcp_scope:6162',
  'x:litellm:mcp_scope:61:62',
])('leaves what only looks like it as it is: %s', (scope) => {
  expect(asking(scope)).toContain(`Needed: “${scope}”.`);
});

const WORDS = [
  'Provided OAuth token does not have required scopes: ai-search',
  'The token lacks the required scope: repo',
  'Request had insufficient authentication scopes.',
  'insufficient scope',
];

it.each(WORDS)('fires on words without a challenge: %s', (words) => {
  const url = 'https://server.test/mcp';
  const requestHeaders = { authorization: 'Bearer a-token-of-some-server' };
  for (const received of [{ message: words }, { error: { code: 403, message: words } }, { error: words }]) {
    expect(verdicts({ url, requestHeaders, status: 403, received })).toEqual(['scope-insufficient/error']);
  }
  expect(verdicts({ url, requestHeaders, ...inRpc(-32000, words) })).toEqual(['scope-insufficient/error']);
});

it('names the scope that the words name', () => {
  const parts = {
    url: 'https://server.test/mcp',
    requestHeaders: {},
    status: 403,
    received: { message: WORDS[0] },
  };
  expect(inspect(parts).findings[0]?.why).toContain('Needed: “ai-search”.');
});

it.each(WORDS)('leaves what a tool says of the API behind it to its rule: %s', (words) => {
  expect(verdicts(inResult(words))).toEqual(['tool-error/warning']);
});
