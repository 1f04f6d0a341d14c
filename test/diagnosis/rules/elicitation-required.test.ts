import { expect, it } from 'vitest';
import { inspect, toolCall, verdicts } from '../../har-entry.ts';
import { inBody, inResult, inRpc } from '../../said-in.ts';

const url = 'https://pay.example/confirm/7';
const elicitations = [{ mode: 'url', url, elicitationId: '7', message: 'Confirm the payment' }];

it('warns, and gives the URL as text', () => {
  const parts = {
    sent: toolCall('everything-pay'),
    ...inRpc(-32042, 'This tool needs you first', { elicitations }),
  };
  const { findings } = inspect(parts);
  expect(findings).toMatchObject([{ rule: 'elicitation-required', level: 'warning', hop: 'tool' }]);
  expect(findings[0]?.fix.user?.text).toContain(url);
  expect(findings[0]?.fix.user?.commands).toBeUndefined();
});

it.each([
  ['an HTTP body', inBody(400, 'URL elicitation required')],
  ['a tool’s result', inResult('URLElicitationRequiredError')],
])('fires on the words in %s', (_what, parts) => {
  expect(verdicts(parts)).toEqual(['elicitation-required/warning']);
});

it('is quiet about another code that comes with an URL', () => {
  expect(verdicts(inRpc(-32000, 'Open this first', { elicitations })).join()).not.toContain('elicitation');
});
