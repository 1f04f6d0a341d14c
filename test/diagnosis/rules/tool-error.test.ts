import { expect, it } from 'vitest';
import { inspect, verdicts } from '../../har-entry.ts';

const call = (result: object) => ({
  sent: { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'everything-echo' } },
  received: { jsonrpc: '2.0', id: 1, result },
});

it('fires on a tool that reports an error, names it and quotes it', () => {
  const [finding] = inspect(
    call({ isError: true, content: [{ type: 'text', text: 'disk\n full' }] }),
  ).findings;
  expect(finding).toMatchObject({
    rule: 'tool-error',
    title: 'The tool “everything-echo” answered with an error',
    evidence: [{ quote: 'disk full' }],
  });
});

it('cuts long words', () => {
  const [finding] = inspect(
    call({ isError: true, content: [{ type: 'text', text: 'x'.repeat(5000) }] }),
  ).findings;
  expect(finding?.evidence[0]?.quote).toMatch(/^x{300}… \(5000 characters\)$/);
});

it('is quiet about a tool that succeeded', () => {
  expect(verdicts(call({ isError: false, content: [{ type: 'text', text: 'Error: not really' }] }))).toEqual(
    [],
  );
});
