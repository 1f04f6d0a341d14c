import { expect, it } from 'vitest';
import { inspect, type Parts } from '../har-entry.ts';
import { inResult, inRpc } from '../said-in.ts';

/** What servers and tools say of roles, plans and checks of their own, near to LiteLLM's words. */
const WORDS = [
  'Admin access required to delete this board',
  'You are not a member of any organization.',
  'This tool is only available for premium users',
  'Audit logs is an enterprise only feature',
  'User not allowed to access this document',
  'You do not have the required role to edit this page',
  "Can't reach database server at `db:5432`",
  'Failed to connect to DB. Check logs.',
  'Your team is blocked by an admin',
  'Authentication error, please sign in again',
  'The budget of this project is exceeded',
  'Session budget exceeded',
  'This model is not available on your plan',
  "Parameter 'user' is missing",
  'Sampling is disabled',
  'Your organization does not exist',
  'Validation failed: name is required',
  'The database is not connected',
];

const url = 'https://server.test/mcp';
const requestHeaders = { authorization: 'Bearer a-token-of-some-server' };

const CARRIERS: readonly (readonly [string, (words: string) => Parts])[] = [
  ['a 403', (message) => ({ status: 403, received: { message } })],
  ['a 500', (error) => ({ status: 500, received: { error } })],
  ['a JSON-RPC error', (words) => inRpc(-32000, words)],
  ['a tool’s result', (words) => inResult(words)],
  ['a tool’s result that says Error', (words) => inResult(`Error: ${words}`)],
];

it.each(CARRIERS)('takes nobody’s words for LiteLLM’s: %s', (_what, carrier) => {
  const named = WORDS.filter((words) => {
    const { findings } = inspect({ url, requestHeaders, ...carrier(words) });
    return (
      findings.length !== 1 ||
      findings.some(({ title, why, fix }) => /LiteLLM/.test(`${title} ${why} ${JSON.stringify(fix)}`))
    );
  });
  expect(named).toEqual([]);
});
