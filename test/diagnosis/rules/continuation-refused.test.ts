import { expect, it } from 'vitest';
import { inspect, verdicts } from '../../har-entry.ts';
import { inBody, inResult, inRpc } from '../../said-in.ts';

it.each([
  ['another caller', inBody(403, 'MCP continuation target is no longer authorized')],
  ['a target that is gone', inRpc(-32602, 'MCP continuation target is unavailable')],
  ['a target that changed', inResult('Error: MCP continuation target changed; start a fresh request')],
  ['another salt key', inRpc(-32602, 'requestState was sealed with another LITELLM_SALT_KEY')],
])('fires on %s', (_what, parts) => {
  const [finding, ...more] = inspect(parts).findings;
  expect(finding).toMatchObject({ rule: 'continuation-refused', level: 'error', hop: 'gateway' });
  expect(finding?.fix.operator?.text).toContain('LITELLM_SALT_KEY');
  expect(more).toEqual([]);
});

it('leaves a cursor that is too old to its rule', () => {
  expect(verdicts(inRpc(-32602, 'Invalid cursor; start a fresh listing'))).toEqual([
    'list-cursor-expired/warning',
  ]);
});

it('names no setting of LiteLLM where other words say it', () => {
  const { findings } = inspect(inRpc(-32602, 'requestState has expired'));
  expect(findings).toMatchObject([{ rule: 'continuation-refused' }]);
  expect(findings[0]?.fix.operator?.text).not.toContain('LITELLM');
});
