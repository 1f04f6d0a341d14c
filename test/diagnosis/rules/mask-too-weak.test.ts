import { expect, it } from 'vitest';
import { debugHeaders, inspect, verdicts } from '../../har-entry.ts';

it('fires on a credential in clear, and does not repeat it', () => {
  const { findings } = inspect({
    responseHeaders: debugHeaders({ 'inbound-auth': 'x-litellm-api-key=hunter2' }),
  });
  const finding = findings.find(({ rule }) => rule === 'mask-too-weak');
  expect(finding?.level).toBe('warning');
  expect(JSON.stringify(finding)).not.toContain('hunter2');
});

it.each(['x-litellm-api-key=*******', 'x-litellm-api-key=Bearer**********0001', '(none)'])(
  'is quiet about %s',
  (value) => {
    expect(verdicts({ responseHeaders: debugHeaders({ 'inbound-auth': value }) }).join()).not.toContain(
      'mask-too-weak',
    );
  },
);
