import { expect, it } from 'vitest';
import { debugHeaders, inspect, verdicts } from '../../har-entry.ts';

it('fires when the credential could not be had', () => {
  const responseHeaders = debugHeaders({
    'auth-resolution': 'resolution-failed',
    'server-auth-type': 'oauth2',
  });
  expect(verdicts({ responseHeaders })).toEqual(['auth-resolution-failed/error']);
});

it('names the servers among several', () => {
  const several = {
    'auth-resolution': 'multiple',
    'auth-resolutions': '{"a":"resolution-failed","b":"no-auth"}',
  };
  expect(inspect({ responseHeaders: debugHeaders(several) }).findings[0]?.title).toMatch(/for “a”$/);
});

it('is quiet when every server’s was had', () => {
  const several = { 'auth-resolution': 'multiple', 'auth-resolutions': '{"a":"static-token","b":"no-auth"}' };
  expect(verdicts({ responseHeaders: debugHeaders(several) })).toEqual([]);
});
