import { expect, it } from 'vitest';
import { answered, inspect, toolCall, toolFailed, verdicts } from '../../har-entry.ts';

const sent = toolCall('everything-echo');

it('fires on a tool that reports an error, names it and quotes it', () => {
  const [finding] = inspect({ sent, ...toolFailed('disk\n full') }).findings;
  expect(finding).toMatchObject({
    rule: 'tool-error',
    title: 'The tool “everything-echo” answered with an error',
    evidence: [{ quote: 'disk full' }],
  });
});

it('cuts long words', () => {
  const [finding] = inspect({ sent, ...toolFailed('x'.repeat(5000)) }).findings;
  expect(finding?.evidence[0]?.quote).toMatch(/^x{300}… \(5000 characters\)$/);
});

it('is quiet about a tool that succeeded', () => {
  const result = { isError: false, content: [{ type: 'text', text: 'Error: not really' }] };
  expect(verdicts({ sent, ...answered(result) })).toEqual([]);
});
