import { expect, it } from 'vitest';
import { verdicts } from '../../har-entry.ts';

const challenged = (value: string) =>
  verdicts({ status: 401, received: {}, responseHeaders: { 'www-authenticate': value } });

it.each(['Bearer authorization_uri=http://x.test/y', 'Bearer authorization_uri="http://x.test/y"'])(
  'fires on %s',
  (value) => {
    expect(challenged(value)).toContain('challenge-not-rfc9728/warning');
  },
);

it('is quiet when the standard’s parameter is there', () => {
  const both = 'Bearer authorization_uri="http://x.test/y", resource_metadata="http://127.0.0.1:4000/z"';
  expect(challenged(both)).toEqual(['oauth-login-required/info']);
});
