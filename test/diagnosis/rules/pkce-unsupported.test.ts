import { expect, it } from 'vitest';
import { verdicts } from '../../har-entry.ts';
import { metadata, serverDocument } from '../../login.ts';

const supporting = (methods: readonly string[] | undefined) =>
  verdicts(
    metadata('oauth-authorization-server/mcp', {
      ...serverDocument(),
      code_challenge_methods_supported: methods,
    }),
  );

it.each([
  ['nothing', undefined],
  ['plain only', ['plain']],
])('fires on %s', (_what, methods) => {
  expect(supporting(methods)).toEqual(['pkce-unsupported/error']);
});

it('is quiet about S256 beside others', () => {
  expect(supporting(['plain', 'S256'])).toEqual([]);
});
