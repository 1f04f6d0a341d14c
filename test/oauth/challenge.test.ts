import { expect, it } from 'vitest';
import { readChallenges } from '../../src/oauth/challenge.ts';

it.each([
  [
    'Bearer authorization_uri=http://127.0.0.1:4000/.well-known/x?a=1',
    [{ scheme: 'Bearer', parameters: { authorization_uri: 'http://127.0.0.1:4000/.well-known/x?a=1' } }],
  ],
  [
    'Bearer error="invalid_token", resource_metadata="https://a.test/b, c"',
    [{ scheme: 'Bearer', parameters: { error: 'invalid_token', resource_metadata: 'https://a.test/b, c' } }],
  ],
  [
    'Basic realm="a \\"b\\"", Bearer',
    [
      { scheme: 'Basic', parameters: { realm: 'a "b"' } },
      { scheme: 'Bearer', parameters: {} },
    ],
  ],
  ['Bearer Realm = "x" ,SCOPE=y', [{ scheme: 'Bearer', parameters: { realm: 'x', scope: 'y' } }]],
  ['', []],
  ['"', []],
])('reads %s', (value, challenges) => {
  expect(readChallenges(value)).toEqual(challenges);
});

it('treats __proto__ as a name like any other', () => {
  const [challenge] = readChallenges('Bearer __proto__=x');
  expect(Object.keys(challenge?.parameters ?? {})).toEqual(['__proto__']);
});
