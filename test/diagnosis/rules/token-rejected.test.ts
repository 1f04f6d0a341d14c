import { expect, it } from 'vitest';
import { CLIENT_HEADERS, challenged, inspect, type Parts, verdicts } from '../../har-entry.ts';
import { carrying, issued } from '../../login.ts';
import { inRest, inResult } from '../../said-in.ts';

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

/** What gateways and servers say about a token in the body alone. */
const IN_BODY = [
  'authentication failure: the token is invalid or malformed: Error(ExpiredSignature)',
  'authentication failure: the token uses an unknown key "k1"',
  { statusCode: 401, message: 'Unauthorized. Access token is missing or invalid.' },
  { error: 'Agent token did not verify; obtain fresh credentials and retry' },
  { error: 'Token expired' },
  { error: { code: 401, message: 'Invalid or expired token' } },
  { error: 'invalid_token', error_description: 'Authentication failed' },
  { message: 'The access token has been revoked' },
  { detail: 'JWT could not be verified' },
  'Jwt verification fails',
];

const refusal = (received: unknown, status = 401): Parts => ({
  ...carrying('a-token-from-elsewhere'),
  status,
  received,
  ...(typeof received === 'string' ? { receivedType: 'text/plain' } : {}),
});

it('fires where the body alone calls the token invalid, and says that the challenge is missing', () => {
  for (const said of IN_BODY) {
    const { findings } = inspect(refusal(said));
    expect(findings, JSON.stringify(said)).toMatchObject([{ rule: 'token-rejected', level: 'error' }]);
    expect(findings[0]?.why).toContain('without WWW-Authenticate');
  }
  expect(verdicts(refusal(IN_BODY[0], 403))).toEqual(['token-rejected/error']);
});

it.each([
  ['no token was sent', { ...refusal(IN_BODY[2]), requestHeaders: {} }, 'challenge-missing'],
  ['it is about a form', refusal({ error: 'CSRF token is invalid' }, 403), 'failure-unexplained'],
  [
    'the token is good',
    refusal({ error: 'The token is valid, the account is closed' }, 403),
    'failure-unexplained',
  ],
  ['only a token is asked for', refusal({ error: 'A bearer token is required' }), 'challenge-missing'],
])('is quiet where %s', (_what, parts, instead) => {
  const found = verdicts(parts).join();
  expect(found).not.toContain('token-rejected');
  expect(found).toContain(instead);
});

it('fires where LiteLLM’s guardrail that signs tokens refuses the one that came in', () => {
  const words = 'MCPJWTSigner: incoming token verification failed: Signature has expired';
  const { requestHeaders } = carrying('a-token-from-elsewhere');
  for (const parts of [inResult(`Error: ${words}`), inRest(401, { error: words })]) {
    const { findings } = inspect({
      ...parts,
      requestHeaders: { ...CLIENT_HEADERS, ...requestHeaders },
    });
    expect(findings.filter(({ level }) => level === 'error')).toMatchObject([
      { rule: 'token-rejected', hop: 'client-to-gateway' },
    ]);
  }
});
