import { expect, it } from 'vitest';
import { inspect, rpc, verdicts } from '../../har-entry.ts';
import { inProxyError, inRpc } from '../../said-in.ts';

const sent = rpc('resources/subscribe', { uri: 'demo://one' });

it.each([
  ['Caller subscription limit reached', 'of this key'],
  ['Upstream subscription limit reached', 'of the MCP server'],
  ['Subscription limit reached', 'of the gateway'],
])('fires on: %s', (words, whose) => {
  const { findings } = inspect({ sent, ...inRpc(-32603, words) });
  expect(findings).toMatchObject([{ rule: 'subscription-limit', level: 'error', hop: 'gateway' }]);
  expect(findings[0]?.why).toContain(`The limit ${whose} is reached`);
});

it('fires on an HTTP status, and does not call it a limit of requests', () => {
  expect(verdicts({ sent, ...inProxyError(429, 'Caller subscription limit reached') })).toEqual([
    'subscription-limit/error',
  ]);
});

it('is quiet about another limit', () => {
  expect(
    verdicts({ sent, ...inRpc(-32603, 'The limit of your subscription is not known') }).join(),
  ).not.toContain('subscription-limit');
});
