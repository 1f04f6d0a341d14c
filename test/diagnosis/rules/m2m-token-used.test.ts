import { expect, it } from 'vitest';
import { debugHeaders, verdicts } from '../../har-entry.ts';

const machine = (replaced = {}) =>
  debugHeaders({ 'auth-resolution': 'm2m-client-credentials', 'server-auth-type': 'oauth2', ...replaced });

it('remarks that the machine’s identity is used', () => {
  expect(verdicts({ responseHeaders: machine() })).toEqual(['m2m-token-used/info']);
});

it('warns when a user’s token is ignored', () => {
  expect(verdicts({ responseHeaders: machine({ 'oauth2-token': 'Bearer****user' }) })).toEqual([
    'm2m-token-used/warning',
  ]);
});

it('does not take the gateway’s key for a user’s token', () => {
  const oauth2Token = 'Bearer****0001 (SAME_AS_LITELLM_KEY - likely misconfigured)';
  expect(verdicts({ responseHeaders: machine({ 'oauth2-token': oauth2Token }) })).toContain(
    'm2m-token-used/info',
  );
});

it('finds it among several servers', () => {
  const responseHeaders = machine({
    'auth-resolution': 'multiple',
    'auth-resolutions': '{"a":"m2m-client-credentials"}',
  });
  expect(verdicts({ responseHeaders })).toEqual(['m2m-token-used/info']);
});

it('only remarks it when another server of the answer got the user’s token', () => {
  const labels = '{"a":"m2m-client-credentials","b":"oauth2-passthrough"}';
  const responseHeaders = debugHeaders({
    'auth-resolution': 'multiple',
    'auth-resolutions': labels,
    'oauth2-token': 'Bearer****oken',
  });
  expect(verdicts({ responseHeaders })).toContain('m2m-token-used/info');
});
