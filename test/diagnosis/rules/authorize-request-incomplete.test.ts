import { expect, it } from 'vitest';
import { challenged, GATEWAY, inspect, verdicts } from '../../har-entry.ts';

const whole = {
  response_type: 'code',
  client_id: 'me',
  state: 'opaque-state-value',
  code_challenge: 'abc',
  code_challenge_method: 'S256',
  resource: `${GATEWAY}/mcp`,
  redirect_uri: 'http://127.0.0.1:5000/cb',
};
const authorize = (replaced: Readonly<Record<string, string>>) => ({
  method: 'GET',
  url: `${GATEWAY}/authorize?${new URLSearchParams({ ...whole, ...replaced })}`,
  status: 302,
  received: '',
});

it.each([
  ['state', { state: '' }],
  ['a code_challenge with S256', { code_challenge: '' }],
  ['a code_challenge with S256', { code_challenge_method: 'plain' }],
  ['resource', { resource: '' }],
  ['a safe redirect_uri', { redirect_uri: 'http://agent.test/cb' }],
])('fires on a request without %s', (what, replaced) => {
  const { findings } = inspect({}, authorize(replaced));
  expect(findings).toMatchObject([{ rule: 'authorize-request-incomplete', level: 'warning' }]);
  expect(findings[0]?.title).toContain(what);
});

it('is quiet about a whole one', () => {
  expect(verdicts({}, authorize({}))).toEqual([]);
  expect(verdicts({}, authorize({ redirect_uri: 'https://agent.test/cb' }))).toEqual([]);
});

it('does not blame the client for the gateway’s own request behind it', () => {
  const location = 'https://as.test/auth?response_type=code&client_id=litellm';
  const own = { method: 'GET', url: location, received: '' };
  expect(verdicts({}, { ...authorize({}), responseHeaders: { location } }, own)).toEqual([]);
  expect(verdicts(challenged, own)).toEqual(['authorize-request-incomplete/warning']);
});
