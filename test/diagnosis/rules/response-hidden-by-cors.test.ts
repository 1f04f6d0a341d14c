import { expect, it } from 'vitest';
import { GATEWAY, KEY, verdicts } from '../../har-entry.ts';

const from = (origin: string) => ({ requestHeaders: { 'x-litellm-api-key': `Bearer ${KEY}`, origin } });
const agent = from('http://agent.test');

const HIDDEN = ['response-hidden-by-cors/warning'];
const allowing = (origin: string) => ({ responseHeaders: { 'access-control-allow-origin': origin } });

it('fires when the page’s origin is not allowed', () => {
  expect(verdicts(agent)).toEqual(HIDDEN);
  expect(verdicts({ ...agent, ...allowing('http://other.test') })).toEqual(HIDDEN);
});

it.each([
  ['the origin is allowed', { ...agent, ...allowing('http://agent.test') }],
  ['every origin is', { ...agent, ...allowing('*') }],
  ['it is the same origin', from(GATEWAY)],
  ['it is no fetch across origins', {}],
])('is quiet when %s', (_what, parts) => {
  expect(verdicts(parts)).toEqual([]);
});

it('fires after a redirect across origins, where the browser says “null”', () => {
  expect(verdicts(from('null'))).toEqual(HIDDEN);
  expect(verdicts({ ...from('null'), ...allowing('*') })).toEqual([]);
});
