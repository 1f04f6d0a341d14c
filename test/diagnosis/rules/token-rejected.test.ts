import { expect, it } from 'vitest';
import { challenged, inspect, verdicts } from '../../har-entry.ts';
import { carrying, issued } from '../../login.ts';

it('fires when the token that was issued is answered with 401', () => {
  const found = verdicts(challenged, issued, { ...challenged, ...carrying('issued-access-token') });
  expect(found).toContain('token-rejected/error');
});

it('says what a JWT says of itself', () => {
  const encode = (json: object) => btoa(JSON.stringify(json)).replace(/=+$/, '');
  const jwt = `${encode({ alg: 'none' })}.${encode({ aud: 'https://other.test/mcp', iss: 'https://as.test', exp: 1_800_000_000, sub: 'jane' })}.c2ln`;
  const { findings } = inspect(
    challenged,
    { ...issued, received: { access_token: jwt } },
    { ...challenged, ...carrying(jwt) },
  );
  const why = findings.find(({ rule }) => rule === 'token-rejected')?.why;
  expect(why).toContain(
    'iss “https://as.test”, aud “https://other.test/mcp”, exp “2027-01-15T08:00:00.000Z”',
  );
  expect(JSON.stringify(findings)).not.toContain('jane');
});

it('is quiet about another token, and about one that is accepted', () => {
  expect(
    verdicts(challenged, issued, { ...challenged, ...carrying('another-token-value') }).join(),
  ).not.toContain('token-rejected');
  expect(verdicts(challenged, issued, carrying('issued-access-token'))).toEqual([]);
});

it('fires on a 403 that calls the token invalid, and not on one that says nothing of it', () => {
  const sent = carrying('issued-access-token');
  const invalid = { 'www-authenticate': 'Bearer realm="x", error="invalid_token"' };
  const refused = {
    ...sent,
    status: 403,
    received: 'Audiences in Jwt are not allowed',
    receivedType: 'text/plain',
  };
  const { findings } = inspect(challenged, issued, { ...refused, responseHeaders: invalid });
  expect(findings).toMatchObject([
    { rule: 'token-rejected', title: 'The token that was just issued is refused' },
  ]);
  expect(findings[0]?.why).toContain('answers its token with 403');
  expect(verdicts(challenged, issued, refused).join()).not.toContain('token-rejected');
});
